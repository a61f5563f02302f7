import { Server, ServerCredentials } from "@grpc/grpc-js";

// The limit that Pulumi sets on its own channels.
const maxMessageBytes = 400 * 1024 * 1024;

/** A gRPC server on a free port of the loopback interface. */
export class LoopbackServer {
    readonly #server = new Server({
        "grpc.max_receive_message_length": maxMessageBytes,
        "grpc.max_send_message_length": maxMessageBytes,
    });

    /** Adds a service before the server listens. */
    readonly addService: Server["addService"] = this.#server.addService.bind(this.#server);

    /** Starts to listen; the answer is host and port. */
    async listen(): Promise<string> {
        const port = await new Promise<number>((resolve, reject) => {
            this.#server.bindAsync(
                "127.0.0.1:0",
                ServerCredentials.createInsecure(),
                (error, bound) => {
                    if (error === null) resolve(bound);
                    else reject(error);
                },
            );
        });
        return `127.0.0.1:${port}`;
    }

    /** Cuts every connection and stops. */
    close(): void {
        this.#server.forceShutdown();
    }
}
