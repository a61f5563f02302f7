import type { Command } from "commander";

import { graphVersionLifetime } from "../../configuration/graphVersionLifetime";
import { memberOf, textOf, withoutUndefined } from "../../graph/jsonObject";
import { readTextFile, WrongUse } from "../CommandFailure";
import { commandConfiguration, withGraphUrlOption } from "../connect";
import { registrationsIn, STATE_OPTION } from "../NumberRecords";
import { openJournal } from "../openJournal";
import type { Report } from "../Report";
import { newCommand, type Shell } from "../Shell";
import { headline } from "./headline";
import { judge, type JudgeAt } from "./judge";
import { type Limits, passedLimits, placesFrom } from "./limits";
import { plannedNumbers } from "./PlannedNumber";
import { type Preview, type PreviewError, previewFrom, resourceShown } from "./Preview";
import type { Review } from "./Review";
import type { Happening, ReviewedNumber } from "./ReviewedNumber";
import { reviewMarkdown } from "./reviewMarkdown";
import { shortenedNumbers } from "./shortenedNumbers";

interface ReviewOptions {
    readonly preview: string;
    readonly state?: string;
    readonly graphUrl?: string;
    readonly maxOffline?: string;
    /** `false` with `--no-deregister`. */
    readonly deregister: boolean;
    /** `false` with `--no-change`. */
    readonly change: boolean;
    readonly allowRegions?: string;
    readonly mask?: boolean;
}

/** Adds `review`: what a change does to the numbers, for the person who approves it. */
export function addReviewCommand(program: Command, shell: Shell): void {
    const description =
        "Say what a previewed change does to each number, as Markdown for a pull request. Sends nothing to Meta; exits with 1 if the preview failed or a limit is exceeded.";
    const command = withGraphUrlOption(newCommand(program, "review", description))
        .requiredOption("--preview <file>", 'what "pulumi preview --json" printed')
        .option("--state <file>", `${STATE_OPTION}; adds the numbers that do not change`)
        .option(
            "--max-offline <count>",
            "how many numbers may go offline, for a minute or for good",
        )
        .option("--no-deregister", "forbid to deregister a number for good")
        .option("--no-change", "allow no change, and no number that differs from its declaration")
        .option(
            "--allow-regions <list>",
            "where data may rest: codes such as CH,DE, and none or noStorage",
        )
        .option("--mask", "show only the last four digits of ids and phone numbers");
    command.action(() => {
        const options = command.opts<ReviewOptions>();
        return shell.run(command, () => reviewFor(shell, options));
    });
}

async function reviewFor(shell: Shell, options: ReviewOptions): Promise<Report> {
    const { surroundings } = shell;
    const { folder } = surroundings;
    const limits = limitsFrom(options);
    const text = readTextFile({ folder, path: options.preview, option: "--preview" });
    const preview = previewFrom(options.preview, text);
    const stored = storedIn(options.state, folder);
    hidePins(shell, [...preview.steps.flatMap(({ old, declared }) => [old, declared]), ...stored]);
    const planned = plannedNumbers(preview, stored);
    const at = await judgeAt(shell, preview, options);
    const numbers = planned.map((number) => judge(number, at)).toSorted(byCost);
    const review = reviewOf(preview, numbers, limits);
    const shown = options.mask === true ? shortenedNumbers(review) : review;
    const isFine = review.errors.length === 0 && review.passedLimits.length === 0;
    return {
        json: shown,
        lines: () => [reviewMarkdown(shown)],
        exitCode: isFine ? 0 : 1,
    };
}

function limitsFrom({ maxOffline, deregister, change, allowRegions }: ReviewOptions): Limits {
    if (maxOffline !== undefined && !/^\d{1,6}$/.test(maxOffline)) {
        throw new WrongUse("option --max-offline: it must be a whole number, such as 3.");
    }
    const allowedPlaces = allowRegions === undefined ? undefined : placesFrom(allowRegions);
    if (allowRegions !== undefined && allowedPlaces === undefined) {
        throw new WrongUse(
            "option --allow-regions: it must be codes of regions, none or noStorage, such as CH,DE.",
        );
    }
    return withoutUndefined({
        maxOffline: maxOffline === undefined ? undefined : Number(maxOffline),
        deregister,
        change,
        allowedPlaces,
    });
}

function storedIn(path: string | undefined, folder: string) {
    if (path === undefined) return [];
    const resources = registrationsIn(path, readTextFile({ folder, path, option: "--state" }));
    // A resource that an update still has to delete is a step of the preview.
    return resources.filter((one) => memberOf(one, "delete") !== true).map(resourceShown);
}

/** Pulumi blinds PINs; a program that keeps one in clear has it in a state that is older. */
function hidePins(
    shell: Shell,
    resources: readonly (ReturnType<typeof resourceShown> | undefined)[],
) {
    for (const resource of resources) {
        for (const values of [resource?.inputs, resource?.outputs]) {
            const pin = memberOf(values, "pin");
            const plain = textOf(memberOf(values, "pin"), "plaintext");
            for (const text of [pin, plain]) {
                const [digits] = /\d{6}/.exec(typeof text === "string" ? text : "") ?? [];
                if (digits !== undefined) shell.hide(digits);
            }
        }
    }
}

/** The rules of the run, with the config of the stack that was previewed. */
async function judgeAt(
    shell: Shell,
    { config }: Preview,
    options: ReviewOptions,
): Promise<JudgeAt> {
    const { surroundings } = shell;
    const configuration = commandConfiguration(shell, {
        ...withoutUndefined({
            graphUrl: options.graphUrl ?? textOf(config, "whatsapp:graphUrl"),
            graphApiVersion: textOf(config, "whatsapp:graphApiVersion"),
            localStorageRecipe: textOf(config, "whatsapp:localStorageRecipe"),
        }),
    });
    const journal = await openJournal(surroundings, configuration.graphUrl);
    const now = surroundings.now();
    const version = configuration.graphApiVersion;
    const lifetime = graphVersionLifetime(version, now);
    return {
        now,
        settleTimeoutMs: configuration.settleTimeoutMs,
        recipe: configuration.localStorageRecipe,
        isForced: false,
        endedVersion: lifetime.kind === "ended" ? { version, endsAt: lifetime.endsAt } : undefined,
        isEngineGone: false,
        markOf: () => "",
        journalled: (phoneNumberId) => journal.read(phoneNumberId),
    };
}

const FIGURES =
    "The figures count the requests of 73 hours that the stack and the journal of this machine " +
    "know, ten of each. Meta does not show its own count, which includes everybody's requests.";

function reviewOf(preview: Preview, numbers: readonly ReviewedNumber[], limits: Limits): Review {
    const { stack, errors } = preview;
    return withoutUndefined({
        marker: markerOf(stack),
        stack,
        headline: `${errors.length === 0 ? "" : "The preview failed. "}${headline(numbers)}`,
        numbers,
        errors: errorTexts(errors),
        passedLimits: passedLimits(numbers, limits),
        notes: [FIGURES],
    });
}

/** A comment of HTML, which shows nothing; letters that could end it are left out. */
function markerOf(stack: string | undefined): string {
    const name = (stack ?? "unknown").replace(/[^\w.:/-]/g, "").replace(/--+/g, "-");
    return `<!-- pulumi-whatsapp review ${name} -->`;
}

/** What other resources met may be anything: it stands in the log of the preview. */
function errorTexts(errors: readonly PreviewError[]): readonly string[] {
    const ours = errors.filter(({ isOurs }) => isOurs);
    const others = errors.length - ours.length;
    return [
        ...ours.map(
            ({ urn, message }) =>
                `${urn?.split("::").at(-1) ?? ""}: ${message.trim().replace(/^error: /, "")}`,
        ),
        ...(others === 0
            ? []
            : [
                  `${others} ${others === 1 ? "error" : "errors"} of something else; see the preview.`,
              ]),
    ];
}

const BY_COST: readonly Happening[] = [
    "deregistered",
    "moves",
    "refused",
    "repaired",
    "registers",
    "takesName",
    "adopted",
    "released",
    "setsPin",
    "looked",
    "nothing",
];

function byCost(one: ReviewedNumber, other: ReviewedNumber): number {
    return BY_COST.indexOf(one.happens) - BY_COST.indexOf(other.happens);
}
