import { isCreateFirst } from "./RecordedScenario";
import { replayScenarios } from "./replayScenarios";

replayScenarios(isCreateFirst);
