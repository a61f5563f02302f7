import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import * as provider from "@pulumi/pulumi/proto/provider_pb";

import type { PropertyMap } from "../stand-in/PropertyMap";

type JavaScriptValues = Parameters<typeof Struct.fromJavaScript>[0];

/** Properties as a protocol message. What JSON drops is dropped. */
export function structOf(value: unknown): Struct {
    return Struct.fromJavaScript(JSON.parse(JSON.stringify(value ?? {})) as JavaScriptValues);
}

/**
 * Properties as a protocol message, as the provider server makes them. What the message cannot hold
 * is an error.
 */
export function exactStructOf(value: PropertyMap): Struct {
    return Struct.fromJavaScript(value as JavaScriptValues);
}

/** Properties of a protocol message; empty if there is none. */
export function propertiesOf(struct: Struct | undefined): PropertyMap {
    return struct?.toJavaScript() ?? {};
}

function text(value: unknown): string {
    return typeof value === "string" ? value : "";
}

function texts(value: unknown): string[] {
    return Array.isArray(value) ? value.map(text) : [];
}

/** The message of a Configure call. */
export function configureMessage(request: PropertyMap): provider.ConfigureRequest {
    const message = new provider.ConfigureRequest();
    message.setArgs(structOf(request["args"]));
    for (const [key, value] of Object.entries((request["variables"] ?? {}) as PropertyMap)) {
        message.getVariablesMap().set(key, text(value));
    }
    message.setAcceptsecrets(true);
    message.setAcceptresources(true);
    message.setSendsOldInputs(true);
    message.setSendsOldInputsToDelete(true);
    return message;
}

/** The message of a Check call. */
export function checkMessage(request: PropertyMap): provider.CheckRequest {
    const message = new provider.CheckRequest();
    message.setUrn(text(request["urn"]));
    message.setName(text(request["name"]));
    message.setType(text(request["type"]));
    message.setOlds(structOf(request["olds"]));
    message.setNews(structOf(request["news"]));
    message.setRandomseed(text(request["randomSeed"]));
    return message;
}

/** The message of a Diff call. */
export function diffMessage(request: PropertyMap): provider.DiffRequest {
    const message = new provider.DiffRequest();
    message.setId(text(request["id"]));
    message.setUrn(text(request["urn"]));
    message.setName(text(request["name"]));
    message.setType(text(request["type"]));
    message.setOlds(structOf(request["olds"]));
    message.setNews(structOf(request["news"]));
    message.setOldInputs(structOf(request["oldInputs"]));
    message.setIgnorechangesList(texts(request["ignoreChanges"]));
    return message;
}

/** The message of a Create call. */
export function createMessage(request: PropertyMap): provider.CreateRequest {
    const message = new provider.CreateRequest();
    message.setUrn(text(request["urn"]));
    message.setName(text(request["name"]));
    message.setType(text(request["type"]));
    message.setProperties(structOf(request["properties"]));
    return message;
}

/** The message of a Read call. Properties and inputs are left out if the request has none. */
export function readMessage(request: PropertyMap): provider.ReadRequest {
    const message = new provider.ReadRequest();
    message.setId(text(request["id"]));
    message.setUrn(text(request["urn"]));
    message.setName(text(request["name"]));
    message.setType(text(request["type"]));
    if (request["properties"] !== undefined) message.setProperties(structOf(request["properties"]));
    if (request["inputs"] !== undefined) message.setInputs(structOf(request["inputs"]));
    return message;
}

/** The message of an Update call. */
export function updateMessage(request: PropertyMap): provider.UpdateRequest {
    const message = new provider.UpdateRequest();
    message.setId(text(request["id"]));
    message.setUrn(text(request["urn"]));
    message.setName(text(request["name"]));
    message.setType(text(request["type"]));
    message.setOlds(structOf(request["olds"]));
    message.setNews(structOf(request["news"]));
    message.setOldInputs(structOf(request["oldInputs"]));
    message.setIgnorechangesList(texts(request["ignoreChanges"]));
    return message;
}

/** The message of a Delete call. */
export function deleteMessage(request: PropertyMap): provider.DeleteRequest {
    const message = new provider.DeleteRequest();
    message.setId(text(request["id"]));
    message.setUrn(text(request["urn"]));
    message.setName(text(request["name"]));
    message.setType(text(request["type"]));
    message.setProperties(structOf(request["properties"]));
    message.setOldInputs(structOf(request["oldInputs"]));
    return message;
}
