import * as assert from "node:assert/strict";

import * as pulumi from "@pulumi/pulumi";

import { WhatsAppPhoneRegistration } from "../../../provider/src/WhatsAppPhoneRegistration";
import type { WhatsAppPhoneRegistrationArgs } from "../../../provider/src/WhatsAppPhoneRegistrationArgs";
import { type MocksOfRegistrations, startMocks, valueOf } from "./MocksOfRegistrations";

const type = "pulumi-nodejs:dynamic/whatsapp:PhoneRegistration";
const args = { phoneNumberId: "106540352242922", pin: "012345" };
const stackUrn = "urn:pulumi:dev::numbers::";

class Team extends pulumi.ComponentResource {
    public constructor(name: string, opts?: pulumi.ComponentResourceOptions) {
        super("test:index:Team", name, {}, opts);
    }
}

/** A component that returns its own registration's outputs, so that it waits for its child. */
class Desk extends pulumi.ComponentResource {
    public readonly number: WhatsAppPhoneRegistration;

    public constructor(name: string) {
        super("test:index:Desk", name);
        this.number = new WhatsAppPhoneRegistration(`${name}-number`, args, { parent: this });
        this.registerOutputs({ status: this.number.status });
    }
}

describe("WhatsAppPhoneRegistration", () => {
    let mocks: MocksOfRegistrations;

    beforeEach(async () => {
        mocks = await startMocks({ preview: false });
    });

    async function inputsOf(
        name: string,
        given: WhatsAppPhoneRegistrationArgs,
        opts?: pulumi.CustomResourceOptions,
    ): Promise<Readonly<Record<string, unknown>>> {
        await valueOf(new WhatsAppPhoneRegistration(name, given, opts).urn);
        return mocks.named(name).inputs;
    }

    describe("as Pulumi sees it", () => {
        it("has the type that every state names", async () => {
            await inputsOf("support", args);
            assert.equal(mocks.named("support").type, type);
        });

        it("sends the arguments, the frozen line and the URN, and nothing else", async () => {
            const inputs = await inputsOf("support", {
                ...args,
                dataLocalizationRegion: "CH",
                wabaId: "102290129340398",
                tokenName: "brandA",
            });
            assert.deepEqual(
                { ...inputs, pin: "not compared here" },
                {
                    phoneNumberId: "106540352242922",
                    pin: "not compared here",
                    dataLocalizationRegion: "CH",
                    wabaId: "102290129340398",
                    tokenName: "brandA",
                    __provider: 'exports.handler = () => require("pulumi-whatsapp/provider");',
                    __urn: `${stackUrn}${type}::support`,
                },
            );
        });

        it("leaves the caller's arguments and options as they were", async () => {
            const given = Object.freeze({ ...args });
            const opts = Object.freeze({ protect: true, additionalSecretOutputs: ["status"] });
            await inputsOf("support", given, opts);
            assert.deepEqual(opts.additionalSecretOutputs, ["status"]);
        });

        it("gives the outputs of the provider to the program", async () => {
            const number = new WhatsAppPhoneRegistration("support", args);
            assert.equal(await valueOf(number.status), "CONNECTED");
            assert.equal(await valueOf(number.verifiedName), undefined);
        });
    });

    describe("its PIN", () => {
        it("goes to the engine as a secret although the program gave plain text", async () => {
            const { pin } = await inputsOf("support", args);
            assert.equal(pulumi.runtime.isRpcSecret(pin), true);
            assert.equal(pulumi.runtime.unwrapRpcSecret(pin), "012345");
        });

        it("is a secret once, also where the program gave a secret", async () => {
            const { pin } = await inputsOf("support", { ...args, pin: pulumi.secret("012345") });
            assert.equal(pulumi.runtime.unwrapRpcSecret(pin), "012345");
        });

        it("is a secret among the outputs", async () => {
            const number = new WhatsAppPhoneRegistration("support", args);
            await valueOf(number.urn);
            assert.equal(await pulumi.isSecret(number.pin), true);
            assert.equal(await pulumi.isSecret(number.phoneNumberId), false);
        });

        it("waits for another resource's output", async () => {
            const first = new WhatsAppPhoneRegistration("first", args);
            const pin = first.status.apply((status) =>
                status === "CONNECTED" ? "654321" : "000000",
            );
            const inputs = await inputsOf("second", { ...args, pin });
            assert.equal(pulumi.runtime.unwrapRpcSecret(inputs["pin"]), "654321");
        });
    });

    describe("its backup", () => {
        const backup = { data: "fake-backup-data", password: "fake-backup-password" };

        it("goes to the engine as one secret although the program gave plain text", async () => {
            const { backup: sent } = await inputsOf("support", { ...args, backup });
            assert.equal(pulumi.runtime.isRpcSecret(sent), true);
            assert.deepEqual(pulumi.runtime.unwrapRpcSecret(sent), backup);
        });

        it("takes each of its texts from elsewhere", async () => {
            const data = pulumi.secret(backup.data);
            const password = Promise.resolve(backup.password);
            const sent = await inputsOf("support", { ...args, backup: { data, password } });
            assert.deepEqual(pulumi.runtime.unwrapRpcSecret(sent["backup"]), backup);
        });
    });

    describe("its hidden URN", () => {
        it("is the URN that Pulumi gives a resource of the stack", async () => {
            const number = new WhatsAppPhoneRegistration("support", args);
            assert.equal(await valueOf(number.urn), mocks.named("support").inputs["__urn"]);
        });

        it("names the chain of parents, as Pulumi's does", async () => {
            const parent = new Team("desk", { parent: new Team("company") });
            const inputs = await inputsOf("support", args, { parent });
            assert.equal(
                inputs["__urn"],
                `${stackUrn}test:index:Team$test:index:Team$${type}::support`,
            );
        });

        it("does not make a child wait for the component that waits for it", async () => {
            const desk = new Desk("desk");
            assert.equal(await valueOf(desk.number.status), "CONNECTED");
            assert.equal(
                mocks.named("desk-number").inputs["__urn"],
                `${stackUrn}test:index:Desk$${type}::desk-number`,
            );
        });

        it("is known in a preview", async () => {
            mocks = await startMocks({ preview: true });
            const inputs = await inputsOf("support", args, { parent: new Team("company") });
            assert.equal(inputs["__urn"], `${stackUrn}test:index:Team$${type}::support`);
        });

        it("is the new one under aliases", async () => {
            const aliases = [{ name: "old-name" }, { parent: new Team("gone") }];
            const inputs = await inputsOf("support", args, { aliases });
            assert.equal(inputs["__urn"], `${stackUrn}${type}::support`);
        });
    });

    describe("under transformations", () => {
        it("hands the engine's transforms on", async () => {
            const transform: pulumi.ResourceTransform = ({ props, opts }) => ({ props, opts });
            await inputsOf("support", args, { transforms: [transform] });
            assert.deepEqual(mocks.named("support").transforms, [transform]);
        });

        it("takes inputs and options that a transformation changed", async () => {
            const inputs = await inputsOf("support", args, {
                transformations: [
                    ({ props, opts }) => ({
                        props: { ...props, dataLocalizationRegion: "BR" },
                        opts: pulumi.mergeOptions(opts, { protect: true }),
                    }),
                ],
            });
            assert.equal(inputs["dataLocalizationRegion"], "BR");
            assert.equal(inputs["__urn"], `${stackUrn}${type}::support`);
        });

        it("shows a transformation the PIN as secret and keeps the caller's secret outputs", async () => {
            const seen: pulumi.ResourceTransformationArgs[] = [];
            await inputsOf("support", args, {
                additionalSecretOutputs: ["displayPhoneNumber"],
                transformations: [
                    (transformed) => {
                        seen.push(transformed);
                        return undefined;
                    },
                ],
            });
            const props = seen[0]?.props as Readonly<Record<string, unknown>>;
            const opts = seen[0]?.opts as pulumi.CustomResourceOptions;
            assert.equal(await pulumi.isSecret(props["pin"] as pulumi.Output<string>), true);
            assert.deepEqual(opts.additionalSecretOutputs, ["pin", "displayPhoneNumber"]);
        });
    });

    describe("stack traces", () => {
        /** The stack traces with a position that are made meanwhile. */
        function tracesDuring(task: () => unknown): number {
            const before = Object.getOwnPropertyDescriptor(Error, "prepareStackTrace");
            let count = 0;
            Error.prepareStackTrace = (error, { length }) => {
                if (length > 0) count += 1;
                return String(error);
            };
            try {
                task();
            } finally {
                Reflect.deleteProperty(Error, "prepareStackTrace");
                if (before !== undefined) Object.defineProperty(Error, "prepareStackTrace", before);
            }
            return count;
        }

        it("are taken once, of its place in the program, and not of each output", () => {
            const count = tracesDuring(() => new WhatsAppPhoneRegistration("support", args));
            assert.equal(count, 1);
        });

        it("are taken as before afterwards, whatever came of it", () => {
            const limit = Error.stackTraceLimit;
            assert.ok(new WhatsAppPhoneRegistration("support", args));
            assert.equal(Error.stackTraceLimit, limit);
            assert.throws(() => new WhatsAppPhoneRegistration("", args));
            assert.equal(Error.stackTraceLimit, limit);
        });

        it("lead from an error of Pulumi's to the line that declares the resource", () => {
            assert.throws(
                () => new WhatsAppPhoneRegistration("", args),
                ({ stack = "" }: Error) => /^Error: [^\n]+\n +at .*spec\.ts/.test(stack),
            );
        });

        it("stay with an error that a transformation brings along", () => {
            const given = new Error("no such number");
            const { stack } = given;
            const transformations = [
                (): undefined => {
                    throw given;
                },
            ];
            assert.throws(
                () => new WhatsAppPhoneRegistration("support", args, { transformations }),
                given,
            );
            assert.equal(given.stack, stack);
        });
    });

    describe("read with get", () => {
        it("is read by its id with the frozen line alone", async () => {
            const number = WhatsAppPhoneRegistration.get("elsewhere", "106540352242922");
            assert.equal(await valueOf(number.status), "CONNECTED");
            assert.deepEqual(mocks.named("elsewhere"), {
                type,
                name: "elsewhere",
                givenId: "106540352242922",
                transforms: [],
                inputs: {
                    __provider: 'exports.handler = () => require("pulumi-whatsapp/provider");',
                },
            });
        });
    });

    describe("given wrong arguments by plain JavaScript", () => {
        const Loose = WhatsAppPhoneRegistration as unknown as new (
            name: string,
            given?: unknown,
            opts?: unknown,
        ) => WhatsAppPhoneRegistration;

        for (const [what, given] of [
            ["none at all", undefined],
            ["null", null],
            ["a text", "106540352242922"],
        ] as const) {
            it(`reaches the provider's check with ${what}, which reports what is missing`, async () => {
                await valueOf(new Loose("support", given).urn);
                assert.deepEqual(Object.keys(mocks.named("support").inputs).sort(), [
                    "__provider",
                    "__urn",
                ]);
            });
        }

        it("passes a number as PIN on as a secret, for the check to explain", async () => {
            await valueOf(new Loose("support", { ...args, pin: 12345 }).urn);
            const { pin } = mocks.named("support").inputs;
            assert.equal(pulumi.runtime.isRpcSecret(pin), true);
            assert.equal(pulumi.runtime.unwrapRpcSecret(pin), 12345);
        });

        it("passes unknown names on, for the check to explain, but not another provider", async () => {
            await valueOf(new Loose("support", { ...args, region: "CH", __provider: "evil" }).urn);
            const { inputs } = mocks.named("support");
            assert.equal(inputs["region"], "CH");
            assert.match(String(inputs["__provider"]), /^exports\.handler/);
        });

        it("leaves a parent that is none to Pulumi's own words", () => {
            assert.throws(
                () => new Loose("support", args, { parent: { urn: "nothing" } }),
                /Resource parent is not a valid Resource/,
            );
        });
    });
});
