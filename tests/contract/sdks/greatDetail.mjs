// The package can only be loaded with `import`, and the specs are compiled to `require`.
export { Client, experimental } from "@great-detail/whatsapp";
