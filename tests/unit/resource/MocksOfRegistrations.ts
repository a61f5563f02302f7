import * as pulumi from "@pulumi/pulumi";

/** A resource, as Pulumi's mocks received it. */
export interface Registered {
    readonly type: string;
    readonly name: string;
    readonly inputs: Readonly<Record<string, unknown>>;
    readonly givenId: string | undefined;
    readonly transforms: readonly unknown[];
}

/** Pulumi's mocks. They note every resource that a program registers or reads. */
export class MocksOfRegistrations implements pulumi.runtime.Mocks {
    public readonly registered: Registered[] = [];

    public newResource(args: pulumi.runtime.MockResourceArgs): pulumi.runtime.MockResourceResult {
        const { type, name, id } = args;
        const inputs = args.inputs as Readonly<Record<string, unknown>>;
        const transforms = args.transforms ?? [];
        this.registered.push({ type, name, inputs, givenId: id, transforms });
        return {
            id: id !== undefined && id !== "" ? id : `${name}-id`,
            state: { ...inputs, status: "CONNECTED" },
        };
    }

    public call(): pulumi.runtime.MockCallResult {
        return {};
    }

    /** The resource of that name. Fails if the program did not register it. */
    public named(name: string): Registered {
        const found = this.registered.find((resource) => resource.name === name);
        if (found === undefined) {
            throw new Error(`no resource was named ${name}`);
        }
        return found;
    }
}

/** Starts mocks for the project "numbers" and the stack "dev". */
export async function startMocks(options: { preview: boolean }): Promise<MocksOfRegistrations> {
    const mocks = new MocksOfRegistrations();
    await pulumi.runtime.setMocks(mocks, "numbers", "dev", options.preview);
    return mocks;
}

/** The value of an output, when it is known. */
export function valueOf<T>(output: pulumi.Output<T>): Promise<T> {
    return new Promise((resolve) => {
        output.apply(resolve);
    });
}
