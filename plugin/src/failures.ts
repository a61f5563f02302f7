import { type Metadata, type ServiceError, status } from "@grpc/grpc-js";

import { initFailureMetadata } from "../../provider/src/host/initFailure";
import { PartialStateError } from "../../provider/src/host/PartialStateError";
import { isUnhealthyReadError } from "../../provider/src/host/UnhealthyReadError";
import { storedInputs } from "./NativeRegistration";
import { protocolModule } from "./protocolModules";
import { withoutDynamic } from "./wire";

/** An error in the engine's form: a message, with a partial state or an unhealthy reading. */
export function failureOf(error: unknown): Partial<ServiceError> {
    const details = error instanceof Error ? error.message : String(error);
    const metadata = initFailureOf(error);
    return { code: status.UNKNOWN, details, ...(metadata === undefined ? {} : { metadata }) };
}

function initFailureOf(error: unknown): Metadata | undefined {
    if (error instanceof PartialStateError) {
        const { id, properties, message: reason } = error;
        const failure = { id, properties: withoutDynamic(properties), reason };
        return initFailureMetadata(failure, protocolModule);
    }
    if (!isUnhealthyReadError(error)) return undefined;
    const { phoneNumberId: id, props, inputs, reason } = error.reading;
    const properties = withoutDynamic(props);
    const failure = { id, properties, inputs: storedInputs(inputs), reason };
    return initFailureMetadata(failure, protocolModule);
}
