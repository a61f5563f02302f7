import { isCreateFirst } from "./recorded-scenario";
import { replayScenarios } from "./replayScenarios";

replayScenarios(isCreateFirst);
