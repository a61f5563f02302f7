import { Rig } from "../lifecycle/Rig";
import { throughBothDoors } from "../lifecycle/throughBothDoors";
import { AcceptanceOrder } from "./AcceptanceOrder";
import { VARIANTS, type Variant } from "./Variant";

throughBothDoors("acceptance order", (door) => {
    for (const variant of VARIANTS) {
        it(`holds ${titleOf(variant)}`, async () => {
            const rig = await Rig.start({}, door);
            try {
                await new AcceptanceOrder(rig, variant).walk();
            } finally {
                await rig.stop();
            }
        });
    }
});

function titleOf({ region, recipe, name }: Variant): string {
    return `${region === undefined ? "without" : "with"} a region, recipe ${recipe}: ${name}`;
}
