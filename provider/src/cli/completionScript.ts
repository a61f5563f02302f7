import type { Command, Option } from "commander";

/** The shells that a script can be written for. */
export const SHELLS = ["bash", "zsh", "fish"] as const;

const PROGRAM = "pulumi-whatsapp";

// A user who has the package only in a project calls it through npx, which completes nothing.
const WITHOUT_NPX = `command -v ${PROGRAM} >/dev/null || alias ${PROGRAM}='npx ${PROGRAM}'`;

/** What completes at one place of a command line. */
interface Place {
    /** The words before, such as `verify request`; empty for the program itself. */
    readonly path: string;
    readonly commands: readonly Command[];
    readonly options: readonly Option[];
}

/** A script that completes commands and options in a shell, made from the commands as they are. */
export function completionScript(program: Command, shell: (typeof SHELLS)[number]): string {
    const places = placesIn(program, "");
    switch (shell) {
        case "bash":
            return bashScript(places);
        case "zsh":
            return `autoload -U +X compinit && compinit\nautoload -U +X bashcompinit && bashcompinit\n${bashScript(places)}`;
        case "fish":
            return fishScript(places);
    }
}

function placesIn(command: Command, path: string): readonly Place[] {
    const { commands, options } = command;
    const below = commands.flatMap((one) => placesIn(one, `${path} ${one.name()}`.trim()));
    return [{ path, commands, options }, ...below];
}

function wordsAt({ commands, options }: Place): string {
    const names = commands.map((command) => command.name());
    const longs = options.flatMap(({ long }) => long ?? []);
    return [...names, ...longs, "--help"].join(" ");
}

function bashScript(places: readonly Place[]): string {
    const paths = places.filter(({ path }) => path !== "");
    return `# Completes ${PROGRAM} in bash and zsh.
${WITHOUT_NPX}
_pulumi_whatsapp() {
    local current="\${COMP_WORDS[COMP_CWORD]}" place="" word index
    for ((index = 1; index < COMP_CWORD; index++)); do
        word="\${place:+$place }\${COMP_WORDS[index]}"
        case "$word" in
            ${paths.map(({ path }) => `"${path}"`).join(" | ")}) place="$word" ;;
        esac
    done
    case "$place" in
${places.map((place) => `        "${place.path}") COMPREPLY=($(compgen -W "${wordsAt(place)}" -- "$current")) ;;`).join("\n")}
    esac
}
complete -o default -F _pulumi_whatsapp ${PROGRAM}
`;
}

function fishScript(places: readonly Place[]): string {
    const lines = places.flatMap((place) => {
        const seen = place.path.split(" ").filter((word) => word !== "");
        const names = place.commands.map((command) => command.name());
        const conditions = [
            ...seen.map((word) => `__fish_seen_subcommand_from ${word}`),
            ...(names.length === 0 ? [] : [`not __fish_seen_subcommand_from ${names.join(" ")}`]),
        ];
        const start = `complete -c ${PROGRAM} -n '${conditions.join("; and ")}'`;
        return [
            ...place.commands.map(
                (command) => `${start} -f -a ${command.name()} -d ${fishQuoted(command.summary())}`,
            ),
            ...place.options
                .filter(({ long }) => long !== undefined)
                .map(
                    ({ long, description }) =>
                        `${start} -l ${String(long).slice(2)} -d ${fishQuoted(description)}`,
                ),
        ];
    });
    return `# Completes ${PROGRAM} in fish.\n${WITHOUT_NPX}\n${lines.join("\n")}\n`;
}

function fishQuoted(text: string): string {
    return `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
}
