import { numbersStay } from "./numbersStay";
import { onEveryEngine } from "./onEveryEngine";
import { upheavals } from "./upheavals";

onEveryEngine("a number is down or up only where that is declared", (engine) => {
    numbersStay(engine, upheavals);
});
