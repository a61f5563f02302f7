// The package offers itself to `import` alone, and the specs are compiled to `require`.
export { Client, experimental } from "@great-detail/whatsapp";
