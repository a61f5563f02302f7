import { playground } from "./playground";
import type { StoryStep } from "./StoryStep";

const { phoneNumberId, pin, otherPin } = playground;

const beginning: readonly StoryStep[] = [
    {
        title: "first preview",
        told: "The program declares a number that is not registered yet, with its data in Switzerland.",
        run: (stack) => stack.preview(),
        pulumiDid: "planned to create",
        expected: { succeeds: true, letters: "", registered: false, region: "off" },
    },
    {
        title: "first up",
        told: "Registering it: the region is written first and read back last.",
        run: (stack) => stack.up(),
        pulumiDid: "created",
        expected: { succeeds: true, letters: "N S W S R N S", registered: true, region: "CH" },
    },
    {
        title: "up, unchanged",
        told: "The same program once more.",
        run: (stack) => stack.up(),
        pulumiDid: "left it alone",
        expected: { succeeds: true, letters: "", registered: true, region: "CH" },
    },
];

const move: readonly StoryStep[] = [
    {
        title: "preview of another region",
        told: "The data should rest in Germany. The preview says what that costs.",
        before: ({ stack }) => {
            stack.setConfig("number:dataLocalizationRegion", "DE");
        },
        run: (stack) => stack.preview(),
        pulumiDid: "planned to replace",
        expected: {
            succeeds: true,
            letters: "",
            registered: true,
            region: "CH",
            says: /1 of the 10 deregistrations left and 1 of the 9 registrations left; offline for about a minute/,
        },
    },
    {
        title: "up with another region",
        told: "Moving it: the PIN is proved before the number goes down.",
        run: (stack) => stack.up(),
        pulumiDid: "replaced",
        expected: {
            succeeds: true,
            letters: "N S P D N W S R N S",
            registered: true,
            region: "DE",
        },
    },
];

const drift: readonly StoryStep[] = [
    {
        title: "refresh",
        told: "Somebody else has deregistered the number. A refresh detects it.",
        before: ({ simulator }) => {
            simulator.changeNumber(phoneNumberId, { registered: false });
        },
        run: (stack) => stack.refresh({ diff: true }),
        pulumiDid: "saw it is not registered",
        expected: {
            succeeds: true,
            letters: "N S",
            registered: false,
            region: "off",
            // Pulumi aligns names in columns.
            says: /registered *: true => false/,
        },
    },
    {
        title: "up, to repair",
        told: "The program still declares it, so the next update brings it back.",
        run: (stack) => stack.up(),
        pulumiDid: "registered again",
        expected: { succeeds: true, letters: "N S W S R N S", registered: true, region: "DE" },
    },
];

const wrongPin: readonly StoryStep[] = [
    {
        title: "up with a wrong PIN",
        told: "Somebody else has deregistered it again and given it another PIN.",
        before: ({ simulator }) => {
            simulator.changeNumber(phoneNumberId, { registered: false, pin: otherPin });
        },
        run: (stack) => stack.up({ refresh: true }),
        pulumiDid: "failed, said why",
        expected: {
            succeeds: false,
            letters: "N S N S W S R",
            registered: false,
            region: "DE",
            says: /133005/,
        },
    },
    {
        title: "the same again",
        told: "A refused request is repeated only after something changes: a wrong PIN costs one request.",
        run: (stack) => stack.up(),
        pulumiDid: "failed, sent nothing",
        expected: {
            succeeds: false,
            letters: "N",
            registered: false,
            region: "DE",
            says: /Already refused at/,
        },
    },
    {
        title: "up, forced once",
        told: "Somebody corrects the PIN in WhatsApp Manager. Pulumi cannot see that: WHATSAPP_FORCE tries once.",
        before: ({ simulator, stack }) => {
            simulator.changeNumber(phoneNumberId, { pin });
            stack.setEnv("WHATSAPP_FORCE", phoneNumberId);
        },
        run: (stack) => stack.up(),
        pulumiDid: "registered again",
        expected: { succeeds: true, letters: "N S R N S", registered: true, region: "DE" },
    },
];

const end: readonly StoryStep[] = [
    {
        title: "destroy",
        told: "Deregistering it: the number and its history stay in the account.",
        before: ({ stack }) => {
            stack.setEnv("WHATSAPP_FORCE", undefined);
        },
        run: (stack) => stack.destroy(),
        pulumiDid: "deleted",
        expected: { succeeds: true, letters: "N D N", registered: false, region: "off" },
    },
];

/** The story: the life of one number, in its order. */
export const storySteps: readonly StoryStep[] = [
    ...beginning,
    ...move,
    ...drift,
    ...wrongPin,
    ...end,
];
