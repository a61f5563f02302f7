import { WhatsAppPhoneRegistration } from "pulumi-whatsapp";
import { loadNumbers } from "pulumi-whatsapp/numbers";

for (const { name, args, opts } of loadNumbers("numbers.yaml")) {
    new WhatsAppPhoneRegistration(name, args, opts);
}
