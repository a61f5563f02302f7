import type { GraphRefusal } from "./GraphRefusal";

/** Errors of the Graph platform: tokens, permissions, paths, parameters, limits. */

/** 100: a parameter that is missing, misspelt or has a value that is not allowed. */
export function invalidParameter(text: string, details?: string): GraphRefusal {
    return { httpStatus: 400, graphCode: 100, message: `(#100) ${text}`, details };
}

/**
 * 100 with subcode 33: the object does not exist, or the token cannot see it. Graph does not say
 * which.
 */
export function noSuchObject(id: string, method: string): GraphRefusal {
    return {
        httpStatus: 400,
        graphCode: 100,
        graphSubcode: 33,
        type: "GraphMethodException",
        message:
            `Unsupported ${method.toLowerCase()} request. Object with ID '${id}' does not exist, cannot ` +
            "be loaded due to missing permissions, or does not support this operation",
    };
}

/** 100 without a subcode: an operation that is not for this caller. */
export function unsupportedRequest(method: string): GraphRefusal {
    return {
        httpStatus: 400,
        graphCode: 100,
        type: "GraphMethodException",
        message: `Unsupported request - method type: ${method.toLowerCase()}`,
    };
}

/**
 * 501, which is not a code of Meta: Meta has this call or parameter, but the simulator does not.
 *
 * @param what - the call or the parameter
 */
export function notSimulated(what: string): GraphRefusal {
    return {
        httpStatus: 501,
        graphCode: 501,
        type: "SimulatorException",
        message: `${what} is not simulated. This is an answer of the simulator, and none of Meta's`,
    };
}

/** 100 for a field that does not exist or is refused. It fails the whole read. */
export function unknownField(field: string, nodeType: string): GraphRefusal {
    return invalidParameter(
        `Tried accessing nonexisting field (${field}) on node type (${nodeType})`,
    );
}

/** 100 with HTTP 500: no version reads many ids at once any more. */
export function idsRemoved(): GraphRefusal {
    return {
        httpStatus: 500,
        graphCode: 100,
        message: "(#100) The ids query parameter is deprecated in v26.0+",
    };
}

/** 2500: a path that the version does not know. */
export function unknownPath(components: string): GraphRefusal {
    return {
        httpStatus: 400,
        graphCode: 2500,
        message: `Unknown path components: ${components}`,
    };
}

/** 104: no token at all. */
export function tokenMissing(): GraphRefusal {
    return {
        httpStatus: 401,
        graphCode: 104,
        message: "(#104) An access token is required to request this resource.",
    };
}

/**
 * 190: a token that cannot be used.
 *
 * @param httpStatus - 401 as Meta's list for WhatsApp says, 400 as other Graph calls answer
 * @param subcode - why; 463 is expired
 */
export function tokenUnusable(httpStatus: number, subcode?: number): GraphRefusal {
    const why =
        subcode === 463
            ? "Error validating access token: Session has expired."
            : "Invalid OAuth access token - Cannot parse access token";
    return { httpStatus, graphCode: 190, graphSubcode: subcode, message: why };
}

/** 100 for an app with a secret: the proof is missing. */
export function proofMissing(): GraphRefusal {
    return {
        httpStatus: 400,
        graphCode: 100,
        type: "GraphMethodException",
        message: "API calls from the server require an appsecret_proof argument",
    };
}

/** 100 for an app with a secret: the proof is of another token or another secret. */
export function proofInvalid(): GraphRefusal {
    return {
        httpStatus: 400,
        graphCode: 100,
        type: "GraphMethodException",
        message: "Invalid appsecret_proof provided in the API argument",
    };
}

/** 200: the token lacks a permission. */
export function scopeMissing(scopes: readonly string[]): GraphRefusal {
    return {
        httpStatus: 403,
        graphCode: 200,
        message: `(#200) Permissions error: this call needs ${scopes.join(" and ")}`,
    };
}

/** 80007: the account used up its calls. The usage header says for how many minutes. */
export function accountLimitReached(): GraphRefusal {
    return {
        httpStatus: 400,
        graphCode: 80007,
        message:
            "(#80007) There have been too many calls to this WhatsApp Business account. Wait a bit and try again.",
        details: "Rate limit of the WhatsApp Business account reached",
    };
}
