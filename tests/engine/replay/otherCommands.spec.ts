import { isCreateFirst, isReplaceOrUpdate } from "./RecordedScenario";
import { replayScenarios } from "./replayScenarios";

replayScenarios((scenario) => !isCreateFirst(scenario) && !isReplaceOrUpdate(scenario));
