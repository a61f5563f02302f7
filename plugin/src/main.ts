import { Server, ServerCredentials } from "@grpc/grpc-js";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";

import { ignoreClosedPipes, watchEngine } from "../../provider/src/host/engineWatch";
import { ProviderService } from "./ProviderService";

// The limit that Pulumi sets on its own channels.
const MAX_MESSAGE_BYTES = 400 * 1024 * 1024;

/**
 * Serves the native provider on a free port of loopback, and prints the port, as Pulumi expects.
 */
function serve(): void {
    const service = new ProviderService();
    const server = new Server({
        "grpc.max_receive_message_length": MAX_MESSAGE_BYTES,
        "grpc.max_send_message_length": MAX_MESSAGE_BYTES,
    });
    server.addService(ResourceProviderService, service.implementation);
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) => {
        if (error !== null) throw error;
        process.stdout.write(`${port}\n`);
    });
    ignoreClosedPipes([process.stdout, process.stderr]);
    // The engine is gone. A request that has begun is still finished and noted in the journal.
    watchEngine(process.argv.at(-1) ?? "", () => {
        void service.idle().then(() => process.exit());
    });
}

serve();
