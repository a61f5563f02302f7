/**
 * Takes the place of `@grpc/proto-loader` in the bundle: grpc-js reads `.proto` files with it for
 * channelz and load reports, which the plugin does not serve. The package brings a parser of them.
 */
export function loadSync(): never {
    throw new Error("the plugin reads no .proto files");
}
