export { Client, experimental } from "@great-detail/whatsapp";
