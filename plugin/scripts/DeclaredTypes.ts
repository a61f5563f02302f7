import ts from "typescript";

/** A property as Pulumi's schema describes it. */
export interface PropertySchema {
    readonly type?: string;
    readonly $ref?: string;
    readonly items?: PropertySchema;
    readonly additionalProperties?: PropertySchema;
    readonly description?: string;
    readonly secret?: boolean;
}

/** An object as Pulumi's schema describes it. */
export interface ObjectSchema {
    readonly description?: string;
    readonly type: "object";
    readonly properties: Readonly<Record<string, PropertySchema>>;
    readonly required: readonly string[];
}

/** Types that are declared in TypeScript, as Pulumi's schema has them, docstrings included. */
export class DeclaredTypes {
    readonly #program: ts.Program;
    readonly #checker: ts.TypeChecker;
    readonly #named: Record<string, object> = {};

    constructor(program: ts.Program) {
        this.#program = program;
        this.#checker = program.getTypeChecker();
    }

    /** The object types that others refer to, by their token. */
    get named(): Readonly<Record<string, object>> {
        return Object.fromEntries(Object.entries(this.#named).sort(([a], [b]) => (a < b ? -1 : 1)));
    }

    /** Adds an object type that is not declared anywhere. */
    add(name: string, schema: object): void {
        this.#named[tokenOf(name)] = schema;
    }

    /** The interface, class or type of a file; of a class what it declares itself, in public. */
    objectOf(file: string, name: string): ObjectSchema {
        const source = this.#program.getSourceFile(file);
        const module = source && this.#checker.getSymbolAtLocation(source);
        const exported = module && this.#checker.getExportsOfModule(module);
        const symbol = exported?.find((one) => one.name === name);
        if (source === undefined || symbol === undefined) throw new Error(`no ${name} in ${file}`);
        return this.#objectOf(this.#checker.getDeclaredTypeOfSymbol(symbol), symbol, source);
    }

    #objectOf(type: ts.Type, symbol: ts.Symbol, source?: ts.SourceFile): ObjectSchema {
        const members = type.getProperties().filter((member) => {
            const declaration = member.declarations?.[0];
            if (declaration === undefined) return !type.isClass();
            // What a class inherits is Pulumi's own.
            return (
                !type.isClass() ||
                (declaration.getSourceFile() === source && !isStatic(declaration))
            );
        });
        const properties = members.map((member): [string, PropertySchema] => [
            member.name,
            { ...this.#schemaOfMember(member), ...described(member, this.#checker) },
        ]);
        return {
            ...described(symbol, this.#checker),
            type: "object",
            properties: Object.fromEntries(properties),
            required: members.filter((member) => !this.#isOptional(member)).map(({ name }) => name),
        };
    }

    /** The schema of a member, with the name that its declaration gives to an object type. */
    #schemaOfMember(member: ts.Symbol): PropertySchema {
        const node = presentPart(valueNode(member));
        const isNamed = node !== undefined && ts.isTypeReferenceNode(node) && !node.typeArguments;
        const name = isNamed ? node.typeName.getText() : undefined;
        return this.#schemaOf(this.#typeOf(member), name);
    }

    /** The type of a member; of an output what it will be. */
    #typeOf(member: ts.Symbol): ts.Type {
        const node = valueNode(member);
        return node === undefined
            ? this.#checker.getTypeOfSymbol(member)
            : this.#checker.getTypeFromTypeNode(node);
    }

    #isOptional(member: ts.Symbol): boolean {
        const isMarked = (member.flags & ts.SymbolFlags.Optional) !== 0;
        const type = this.#typeOf(member);
        return isMarked || (type.isUnion() && type.types.some(isUndefined));
    }

    #schemaOf(type: ts.Type, name?: string): PropertySchema {
        const known = this.#checker.getNonNullableType(type);
        if (isOf(known, ts.TypeFlags.BooleanLike)) return { type: "boolean" };
        // Every number of this package counts something.
        if (isOf(known, ts.TypeFlags.NumberLike)) return { type: "integer" };
        if (isText(known)) return { type: "string" };
        const element = this.#checker.getIndexTypeOfType(known, ts.IndexKind.Number);
        if (this.#checker.isArrayType(known) && element !== undefined) {
            return { type: "array", items: this.#schemaOf(element) };
        }
        const values = this.#checker.getIndexTypeOfType(known, ts.IndexKind.String);
        if (values !== undefined) {
            return { type: "object", additionalProperties: this.#schemaOf(values) };
        }
        return { $ref: `#/types/${this.#reference(known, name)}` };
    }

    #reference(type: ts.Type, name = type.getSymbol()?.name): string {
        const symbol = type.aliasSymbol ?? type.getSymbol();
        if (symbol === undefined || name === undefined) {
            throw new Error(`no schema for ${this.#checker.typeToString(type)}`);
        }
        const token = tokenOf(name);
        this.#named[token] ??= this.#objectOf(type, symbol);
        return token;
    }
}

/** What a member is declared to be; of an output what it will be. */
function valueNode(member: ts.Symbol): ts.TypeNode | undefined {
    const declaration = member.declarations?.[0];
    const isTyped =
        declaration !== undefined &&
        (ts.isPropertyDeclaration(declaration) || ts.isPropertySignature(declaration));
    const node = isTyped ? declaration.type : undefined;
    const isOutput =
        node !== undefined &&
        ts.isTypeReferenceNode(node) &&
        node.typeName.getText() === "pulumi.Output";
    return isOutput ? node.typeArguments?.[0] : node;
}

/** The part of `T | undefined` that is not undefined. */
function presentPart(node: ts.TypeNode | undefined): ts.TypeNode | undefined {
    if (node === undefined || !ts.isUnionTypeNode(node)) return node;
    return node.types.find(({ kind }) => kind !== ts.SyntaxKind.UndefinedKeyword);
}

function tokenOf(name: string): string {
    return `whatsapp:index:${name}`;
}

/** The words of a docstring: a paragraph is one line, tags and examples are left out. */
function described(symbol: ts.Symbol, checker: ts.TypeChecker): { readonly description?: string } {
    const text = ts.displayPartsToString(symbol.getDocumentationComment(checker));
    const paragraphs = text.split(/\n\s*\n/).map((lines) => lines.replace(/\s*\n\s*/g, " ").trim());
    const description = paragraphs.filter((paragraph) => paragraph !== "").join("\n\n");
    return description === "" ? {} : { description };
}

function isStatic(declaration: ts.Declaration): boolean {
    return (ts.getCombinedModifierFlags(declaration) & ts.ModifierFlags.Static) !== 0;
}

function isUndefined(type: ts.Type): boolean {
    return (type.flags & ts.TypeFlags.Undefined) !== 0;
}

/** Says whether a type, or each part of a union, has one of the flags. */
function isOf(type: ts.Type, flags: ts.TypeFlags): boolean {
    const parts = type.isUnion() ? type.types : [type];
    return parts.every((part) => (part.flags & flags) !== 0);
}

/** A text, also one of a union with texts that an editor completes. */
function isText(type: ts.Type): boolean {
    if (type.isUnion() || type.isIntersection()) return type.types.some(isText);
    return isOf(type, ts.TypeFlags.StringLike);
}
