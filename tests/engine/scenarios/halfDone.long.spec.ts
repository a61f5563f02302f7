import { halfDone } from "./halfDone";
import { interruptions } from "./interruptions";
import { numbersStay } from "./numbersStay";
import { onEveryEngine } from "./onEveryEngine";

onEveryEngine("a number that a stopped run left is set right", (engine) => {
    numbersStay(engine, [...halfDone, ...(engine.real ? [] : interruptions)]);
});
