import pulumi
import pulumi_whatsapp as whatsapp

config = pulumi.Config("number")

support = whatsapp.PhoneRegistration(
    "support",
    phone_number_id=config.require("phoneNumberId"),
    pin=config.require_secret("pin"),
    data_localization_region="CH",
)

pulumi.export("displayPhoneNumber", support.display_phone_number)
pulumi.export("status", support.status)
pulumi.export("dataAtRest", support.data_localization_region)
pulumi.export("budget", support.budget)
