import assert from "node:assert/strict";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { graphFixture, PHONE_NUMBER_ID, PIN } from "./graphFixture";

const PATH = `/${PHONE_NUMBER_ID}/register`;

/** Listens on loopback without TLS, and passes every connection to `treat`. */
async function listen(treat: (socket: Socket) => void): Promise<Server> {
    const server = createServer((socket) => {
        socket.on("error", () => undefined);
        treat(socket);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return server;
}

function httpsUrl(server: Server): string {
    return `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe("GraphTransport before TLS is set up", () => {
    for (const [name, treat, reason, options] of [
        ["the other side hangs up", (socket: Socket) => socket.destroy(), /\(ECONNRESET\)/, {}],
        [
            "the other side does not speak TLS",
            (socket: Socket) => socket.end("HTTP/1.1 400 Bad Request\r\n\r\n"),
            /could not be made|does not speak TLS/,
            {},
        ],
        [
            "the other side keeps silent",
            () => undefined,
            /no connection within 300 ms/,
            { requestTimeoutMs: 300 },
        ],
    ] as const) {
        it(`knows that nothing was sent when ${name}`, async () => {
            const sockets: Socket[] = [];
            const server = await listen((socket) => {
                sockets.push(socket);
                treat(socket);
            });
            const { transport } = graphFixture(httpsUrl(server), options);
            const outcome = await transport.post(PATH, { pin: PIN });
            sockets.forEach((socket) => socket.destroy());
            server.close();
            assert.equal(outcome.kind, "notSent");
            assert.match(outcome.error.message, reason);
            assert.equal(sockets.length, 1);
        });
    }
});
