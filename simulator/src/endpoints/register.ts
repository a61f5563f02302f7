import { reaches } from "../graph/authenticate";
import { refused, type GraphAnswer } from "../graph/GraphAnswer";
import type { NumberCall } from "../graph/GraphCall";
import type { GraphRefusal } from "../graph/GraphRefusal";
import { parameterText } from "../graph/parameterText";
import { invalidParameter, unsupportedRequest } from "../graph/platformRefusals";
import {
    accountLocked,
    coexistence,
    deregistrationIncomplete,
    noCertificate,
    numberDeleted,
    ownershipNotVerified,
    pinFormat,
    recentlyDeleted,
    regionExpected,
    termsNotAccepted,
} from "../graph/registrationRefusals";
import { appliedName } from "../world/appliedName";
import { ownershipReading, wasRegisteredLately } from "../world/ownershipReading";
import type { PhoneNumber } from "../world/PhoneNumber";
import { backupIsRight, backupIsWhole, withBackupTime } from "./backup";
import { bodyStorageRefusal, storageByBody } from "./bodyStorage";
import { comparePin } from "./comparePin";
import { counted } from "./counted";
import { firstRefusal, type Check } from "./firstRefusal";
import { onboardingRefusal } from "./onboardingRefusal";
import { succeed } from "./succeed";

/** `POST /{phone number id}/register`. */
export function register(call: NumberCall): GraphAnswer {
    if (!reachesAccount(call)) return refused(unsupportedRequest("POST"));
    const answer = counted(
        call,
        "register",
        (each) => firstRefusal(each, CONDITIONS) ?? comparePin(each) ?? registered(each),
    );
    return withBackupTime(call, answer);
}

/** Whether the caller reaches the account itself, if this world requires that. */
function reachesAccount({ number, token, world }: NumberCall): boolean {
    if (world.switches.registerWithoutAccount === "accepted" || token === undefined) return true;
    return reaches(token, { wabaId: number.wabaId });
}

const CONDITIONS: readonly Check[] = [
    parametersAreRight,
    backupIsWhole,
    bodyStorageRefusal,
    numberIsUsable,
    deregistrationIsDone,
    ownershipIsVerified,
    certificateCanBeMade,
    termsAreAccepted,
    onboardingRefusal,
    rememberedRegionIsWritten,
    backupIsRight,
];

function parametersAreRight({ parameters }: NumberCall): GraphRefusal | undefined {
    const { messaging_product: product, pin } = parameters;
    if (product === undefined) {
        return invalidParameter("The parameter messaging_product is required.");
    }
    if (product !== "whatsapp") {
        return invalidParameter(
            "Param messaging_product must be one of {WHATSAPP} - got another value.",
        );
    }
    if (pin === undefined) return invalidParameter("The parameter pin is required.");
    return /^[0-9]{6}$/.test(parameterText(pin)) ? undefined : pinFormat();
}

function numberIsUsable({ number }: NumberCall): GraphRefusal | undefined {
    if (number.isOnBizApp) return coexistence("Register");
    if (number.status === "BANNED") return accountLocked();
    if (number.status === "DELETED" || number.status === "MIGRATED") return numberDeleted();
    return undefined;
}

function deregistrationIsDone({ number, now }: NumberCall): GraphRefusal | undefined {
    if (number.deregistrationIncomplete) return deregistrationIncomplete();
    const until = number.recentlyDeletedUntilMs;
    return until !== null && until > now.getTime() ? recentlyDeleted() : undefined;
}

/** Healthy registered numbers read `EXPIRED`. A switch decides what it does to other numbers. */
function ownershipIsVerified({ number, world, now }: NumberCall): GraphRefusal | undefined {
    const { switches } = world;
    const status = ownershipReading(number, switches, now);
    if (status === "NOT_VERIFIED") return ownershipNotVerified();
    const asks = switches.expiredOwnership === "refused" && status === "EXPIRED";
    return asks && !wasRegisteredLately(number, now) ? ownershipNotVerified() : undefined;
}

function certificateCanBeMade({ number }: NumberCall): GraphRefusal | undefined {
    if (number.inUseOnHandset) {
        return noCertificate("This number is registered to an existing WhatsApp account.");
    }
    switch (number.name.status) {
        case "DECLINED":
        case "NONE":
            return noCertificate("The display name has not been approved.");
        case "EXPIRED":
            return noCertificate("The certificate of the display name has expired.");
        default:
            return undefined;
    }
}

function termsAreAccepted({ number, world }: NumberCall): GraphRefusal | undefined {
    return world.account(number.wabaId)?.termsAccepted === false ? termsNotAccepted() : undefined;
}

function rememberedRegionIsWritten({
    number,
    world,
    parameters,
}: NumberCall): GraphRefusal | undefined {
    const { rememberedRegion: region } = number;
    if (region === null || !world.switches.migratedNumberRemembersRegion) return undefined;
    if (number.registered || number.storageWritten) return undefined;
    return parameters["data_localization_region"] === region ? undefined : regionExpected(region);
}

function registered(call: NumberCall): GraphAnswer {
    const { number, parameters, now, world } = call;
    const retired = world.switches.accountModel === "pinRetired";
    const change = {
        ...appliedName(number, now),
        ...(number.registered ? {} : newRegistration(call)),
        pin: retired ? number.pin : parameterText(parameters["pin"]),
        wrongPins: 0,
    };
    const tells = retired && number.registered;
    // Meta does not publish the form of this answer. Any property that clients do not know works.
    return succeed(call, change, tells ? { two_step_verification_pin_changed: false } : {});
}

function newRegistration(call: NumberCall): Partial<PhoneNumber> {
    const { now } = call;
    return {
        registered: true,
        everRegistered: true,
        registeredAtMs: now.getTime(),
        shownRegisteredUntilMs: null,
        onPremises: null,
        status: null,
        ...storageByBody(call),
    };
}
