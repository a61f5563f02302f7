import assert from "node:assert/strict";

import { providerLine } from "../../../provider/src/providerLine";
import { failureOf } from "../guide/failureOf";
import { accessToken, phoneNumberId, type Rig } from "../lifecycle/Rig";
import { expectedRequests, withoutRepeatedReads, type ExpectedRequests } from "./expectedRequests";
import type { Variant } from "./Variant";

type Properties = Record<string, unknown>;

const OTHER_REGION = "DE";

/**
 * Walks one number through the acceptance order. Every step says what it must cost and what it must
 * leave.
 */
export class AcceptanceOrder {
    readonly #rig: Rig;
    readonly #variant: Variant;
    readonly #expected: ExpectedRequests;
    #state: Properties = {};
    #region: string | undefined;
    #pin = "012345";

    constructor(rig: Rig, variant: Variant) {
        this.#rig = rig;
        this.#variant = variant;
        this.#expected = expectedRequests(variant);
        this.#region = variant.region;
        rig.config["whatsapp:localStorageRecipe"] = variant.recipe;
        rig.simulator.changeWorld({ switches: variant.switches });
    }

    /** All steps. The order is the same for every variant. */
    async walk(): Promise<void> {
        await this.#create();
        await this.#read();
        await this.#import();
        await this.#changePin();
        await this.#replace(OTHER_REGION);
        await this.#replace(this.#variant.region);
        await this.#drift();
        await this.#repair();
        await this.#failToDelete();
        await this.#delete();
    }

    async #create(): Promise<void> {
        this.#state = await this.#rig.create(this.#inputs);
        this.#costs("create", this.#expected.create);
        await this.#isUp("create");
    }

    async #read(): Promise<void> {
        const read = await this.#rig.refresh(this.#state);
        this.#costs("read", this.#expected.refresh(this.#region));
        // A state has no storage status until the storage was read.
        assert.deepEqual({ ...this.#state, ...read }, read, "read: it finds what create left");
        this.#state = read;
        await this.#isUp("read");
    }

    async #import(): Promise<void> {
        // What `pulumi import --file` leaves in the state: the text of the file, without a PIN.
        const region = this.#region === undefined ? {} : { dataLocalizationRegion: this.#region };
        const imported = { phoneNumberId, ...region, registered: true, __provider: providerLine };
        this.#state = await this.#rig.up(imported, this.#inputs);
        this.#costs("import", "N P");
        await this.#isUp("import");
    }

    async #changePin(): Promise<void> {
        this.#pin = "543210";
        this.#state = await this.#rig.up(this.#state, this.#inputs);
        this.#costs("update in place", "N P");
        await this.#isUp("update in place");
    }

    async #replace(region: string | undefined): Promise<void> {
        this.#region = region;
        this.#state = await this.#rig.up(this.#state, this.#inputs);
        this.#costs(`replace by ${region ?? "none"}`, this.#expected.replace(region));
        await this.#isUp(`replace by ${region ?? "none"}`);
    }

    async #drift(): Promise<void> {
        this.#rig.simulator.changeNumber(phoneNumberId, { registered: false });
        this.#state = await this.#rig.refresh(this.#state);
        this.#costs("refresh after drift", this.#expected.refresh(this.#region));
        assert.equal(this.#state["registered"], false, "refresh: it finds the drift");
        assert.equal(this.#state["dataLocalizationRegion"], this.#region);
    }

    async #repair(): Promise<void> {
        this.#state = await this.#rig.up(this.#state, this.#inputs);
        this.#costs("repair", this.#expected.repair);
        await this.#isUp("repair");
    }

    async #failToDelete(): Promise<void> {
        const dead = { token: accessToken, name: "default", invalidSubcode: 467 };
        this.#rig.simulator.changeWorld({ tokens: [dead] });
        const { message } = await failureOf(this.#rig.destroy(this.#state));
        assert.match(message, /code 190/);
        this.#costs("delete with a dead token", "N");
        this.#rig.simulator.changeWorld({ tokens: [{ token: accessToken, name: "default" }] });
        await this.#isUp("delete with a dead token");
    }

    async #delete(): Promise<void> {
        await this.#rig.destroy(this.#state);
        this.#costs("delete", "N D N");
        this.#rig.simulator.clock.advance({ minutes: 1 });
        const { registered, storage } = this.#rig.simulator.number(phoneNumberId);
        assert.equal(registered, false, "delete: it is deregistered");
        assert.equal(storage.status, "IN_COUNTRY_STORAGE_DISABLED");
        await this.#rig.destroy(this.#state);
        this.#costs("delete again", "N");
        assert.deepEqual(this.#attempts, { register: 4, deregister: 3 });
    }

    /** Compares what Meta received since the last look. */
    #costs(step: string, expected: string): void {
        const letters = this.#rig.letters();
        const isCalm = this.#variant.repeatsReads !== true;
        assert.equal(isCalm ? letters : withoutRepeatedReads(letters), expected, step);
    }

    /**
     * Checks that the number is as declared, that the state says so, and that a preview has nothing
     * to do.
     */
    async #isUp(step: string): Promise<void> {
        const { registered, storage, pin } = this.#rig.simulator.number(phoneNumberId);
        assert.equal(registered, true, `${step}: the number is registered`);
        assert.equal(storage.dataLocalizationRegion, this.#region, `${step}: its region`);
        const hasPin = this.#variant.switches.accountModel !== "pinRetired";
        if (hasPin) assert.equal(pin, this.#pin, `${step}: its PIN`);
        const state = this.#state;
        assert.equal(state["registered"], true, `${step}: the state's registered`);
        assert.equal(state["dataLocalizationRegion"], this.#region, `${step}: the state's region`);
        assert.equal(state["pin"], this.#pin, `${step}: the state's PIN`);
        assert.notEqual(state["regionVerified"], false, `${step}: the region is verified`);
        assert.deepEqual(this.#spent, this.#attempts, `${step}: the record of requests`);
        assert.deepEqual(await this.#rig.up(state, this.#inputs), state, `${step}: no difference`);
        this.#costs(`preview after ${step}`, "");
        // The next step is another run. Everything that lags has arrived by then.
        this.#rig.simulator.clock.advance({ minutes: 1 });
    }

    get #inputs(): Properties {
        const region = this.#region === undefined ? {} : { dataLocalizationRegion: this.#region };
        return { pin: this.#pin, ...region };
    }

    get #attempts(): Readonly<Record<string, number>> {
        return this.#rig.simulator.number(phoneNumberId).attempts;
    }

    get #spent(): Readonly<Record<string, number>> {
        const spent = this.#state["spentRequests"] as readonly { readonly operation: string }[];
        const count = (wanted: string): number =>
            spent.filter(({ operation }) => operation === wanted).length;
        return { register: count("register"), deregister: count("deregister") };
    }
}
