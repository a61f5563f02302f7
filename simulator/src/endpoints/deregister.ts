import { refused, type GraphAnswer } from "../graph/GraphAnswer";
import type { NumberCall } from "../graph/GraphCall";
import type { GraphRefusal } from "../graph/GraphRefusal";
import { invalidParameter } from "../graph/platformRefusals";
import { coexistence, notRegistered } from "../graph/registrationRefusals";
import { STORAGE_OFF } from "../world/changedNumber";
import { shownStorage } from "../world/registrationReading";
import type { Switches } from "../world/switches";
import { counted } from "./counted";
import { succeed } from "./succeed";

/** `POST /{phone number id}/deregister`. */
export function deregister(call: NumberCall): GraphAnswer {
    return counted(call, "deregister", (each) => {
        const { number, world } = each;
        if (number.isOnBizApp) return refused(coexistence("Deregister"));
        if (number.registered || number.deregistrationIncomplete) return deregistered(each);
        return refused(refusalOfUnregistered(world.switches));
    });
}

function deregistered(call: NumberCall): GraphAnswer {
    const { number, world, now } = call;
    const { deregistrationVisibleAfterSeconds, storageVisibleAfterSeconds, pinAfterDeregister } =
        world.switches;
    return succeed(call, {
        registered: false,
        deregisteredAtMs: now.getTime(),
        deregistrationIncomplete: false,
        status: number.status === "BANNED" ? number.status : null,
        shownRegisteredUntilMs: number.registered
            ? now.getTime() + deregistrationVisibleAfterSeconds * 1000
            : null,
        storage: STORAGE_OFF,
        storageWritten: false,
        storageShown: {
            storage: shownStorage(number, now),
            untilMs: now.getTime() + storageVisibleAfterSeconds * 1000,
        },
        pin: pinAfterDeregister === "cleared" ? null : number.pin,
    });
}

/** Sources differ about this answer: see the switch. */
function refusalOfUnregistered(switches: Switches): GraphRefusal {
    switch (switches.deregisterUnregistered) {
        case "133010":
            return notRegistered();
        case "2207051":
            return {
                ...invalidParameter("The phone number is not registered on the platform"),
                graphSubcode: 2207051,
            };
        case "notLinked":
            return invalidParameter("The phone number is not linked in Facebook hosted system");
        case "invalidState":
            return {
                ...invalidParameter("The phone number cannot be deregistered in its current state"),
                httpStatus: 422,
            };
    }
}
