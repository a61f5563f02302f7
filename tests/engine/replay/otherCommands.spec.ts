import { isCreateFirst, isReplaceOrUpdate } from "./recorded-scenario";
import { replayScenarios } from "./replayScenarios";

replayScenarios((scenario) => !isCreateFirst(scenario) && !isReplaceOrUpdate(scenario));
