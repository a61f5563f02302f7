import { packedPackages, workspaceVersion } from "./PackedPackages";
import { ProgramFolder, typeScriptTools, type PackageManager } from "./ProgramFolder";

const current = new Map<PackageManager, Promise<ProgramFolder>>();

/**
 * The smallest example with the packed packages, as a user has it after copying it into an empty
 * folder.
 */
export function singleNumber(manager: PackageManager): Promise<ProgramFolder> {
    const installed = current.get(manager) ?? packedPackages().then(installing(manager));
    current.set(manager, installed);
    return installed;
}

/** The same folder with the older provider. `singleNumber` upgrades it. */
export async function olderSingleNumber(manager: PackageManager): Promise<ProgramFolder> {
    current.delete(manager);
    const packages = await packedPackages();
    return await installing(manager)({ ...packages, provider: packages.olderProvider });
}

function installing(manager: PackageManager) {
    return async (packages: {
        readonly provider: string;
        readonly simulator: string;
    }): Promise<ProgramFolder> => {
        const folder = new ProgramFolder("single-number", manager);
        folder.add("examples/single-number");
        folder.append("index.ts", "export const nodeVersion = process.version;");
        await folder.install({
            "@pulumi/pulumi": workspaceVersion("@pulumi/pulumi"),
            "pulumi-whatsapp": packages.provider,
            "pulumi-whatsapp-simulator": packages.simulator,
            ...typeScriptTools(),
        });
        return folder;
    };
}
