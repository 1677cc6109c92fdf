import type { Block, Content, Mustache, Program, Statement } from './ast';
import { type Branches, compileBlock, type Write } from './blocks';
import { foreignPath } from './classify';
import { noteDoubt } from './doubt';
import { FieldExpressions, misreadOf } from './expressions';
import { compileValue, guarded, type Read, type Surroundings } from './reads';
import type { Alone } from './json-alone';
import type { Places } from './places';
import { beyondNames, readsBeyondNames } from './readable';
import type { Parsed } from './skeleton';
import type { Spot } from './spot';
import { textOf } from './values';

/** A compiled template, before it knows an item. */
export interface Compiled {
	write: Write;
	/** Reads the placeholder, if the template is one placeholder and nothing else. */
	only?: Alone;
	/** The same if it is not a raw placeholder; white space around it is allowed. */
	alone?: Alone;
}

/**
 * Compiles a parsed template to functions that write it. The template never becomes JavaScript code.
 * @throws WebhookFailure `template` for syntax or a helper that is not supported
 */
export function compileProgram(
	parsed: Parsed,
	places: Places,
	failOnMissing: boolean,
	recordOnly = false,
): Compiled {
	const expressions = new FieldExpressions();
	const compiler = new Compiler(parsed, expressions, places, failOnMissing, recordOnly);
	const { body } = parsed.program;
	const [only] = body.filter((statement) => !isSpace(statement, parsed));
	const isOne = body.every((statement) => statement === only || isSpace(statement, parsed));
	const compiled: Compiled = { write: compiler.program(parsed.program, []) };
	if (!expressions.isEmpty) {
		const collector = new Collector(parsed, expressions, places, failOnMissing, recordOnly);
		expressions.collectWith(collector.program(parsed.program, []));
	}
	if (!isOne || only?.type !== 'MustacheStatement') return compiled;
	const alone = { read: compiler.read(only, []), spot: parsed.spotOf(parsed.placeholderOf(only)) };
	if (body.length === 1) compiled.only = alone;
	if (only.escaped) compiled.alone = alone;
	return compiled;
}

function isSpace(statement: Statement, parsed: Parsed): boolean {
	return statement.type === 'ContentStatement' && parsed.textOf(statement.value).trim() === '';
}

type ParamNames = Surroundings['params'];

const NOTHING: Write = () => undefined;

class Compiler {
	constructor(
		protected readonly parsed: Parsed,
		protected readonly expressions: FieldExpressions,
		private readonly places: Places,
		private readonly failOnMissing: boolean,
		private readonly recordOnly: boolean,
	) {}

	program(program: Program | undefined, params: ParamNames): Write {
		const writes: Write[] = [];
		for (const statement of program?.body ?? []) {
			const write = this.statement(statement, params);
			if (write) writes.push(write);
		}
		const [only] = writes;
		if (writes.length < 2) return only ?? NOTHING;
		return (rendering, frame) => {
			for (const write of writes) write(rendering, frame);
		};
	}

	/** The typed value of a placeholder, before it is encoded. */
	read(mustache: Mustache, params: ParamNames): Read {
		const placeholder = this.parsed.placeholderOf(mustache);
		const spot = this.parsed.spotOf(placeholder);
		if (placeholder.kind === 'n8n') {
			const foreign = this.recordOnly ? readsBeyondNames(placeholder.code) : undefined;
			if (foreign !== undefined) throw spot.failure(beyondNames(foreign));
			return this.expressions.add(placeholder.start, placeholder.code, this.around(spot, params));
		}
		return guarded(compileValue(mustache, this.around(spot, params)), spot);
	}

	private statement(statement: Statement, params: ParamNames): Write | undefined {
		if (statement.type === 'ContentStatement') return this.content(statement);
		if (statement.type === 'MustacheStatement') return this.mustache(statement, params);
		if (statement.type === 'BlockStatement') return this.block(statement, params);
		if (statement.type === 'CommentStatement') return undefined;
		const spot = this.parsed.spotOf(this.parsed.placeholderOf(statement));
		throw spot.failure('partials and decorators are not supported');
	}

	protected content(content: Content): Write | undefined {
		const text = this.parsed.textOf(content.value);
		if (text === '') return undefined;
		const { places } = this;
		const known: number[] = [];
		return (rendering) => {
			rendering.out += text;
			rendering.state = known[rendering.state] ??= places.after(rendering.state, text);
		};
	}

	protected mustache(mustache: Mustache, params: ParamNames): Write | undefined {
		const { places } = this;
		const read = this.read(mustache, params);
		if (!mustache.escaped) return raw(read, places);
		const spot = this.parsed.spotOf(this.parsed.placeholderOf(mustache));
		return (rendering, frame) => {
			const value = read(rendering, frame);
			noteDoubt(places, rendering, value, spot);
			try {
				rendering.out += places.encode(rendering, value);
			} catch (error) {
				throw spot.failureOf(error);
			}
		};
	}

	private block(block: Block, params: ParamNames): Write | undefined {
		const spot = this.parsed.spotOf(this.parsed.placeholderOf(block));
		const foreign = foreignPath(block);
		if (foreign !== undefined) {
			const hint =
				'In a block only $json can be named; put other n8n data into the item with a step before.';
			throw spot.failure(`${foreign} cannot be used in a block`, hint);
		}
		const branches: Branches = {
			program: this.program(block.program, namesIn(block.program, params)),
			inverse: this.program(block.inverse, params),
			hasParams: Boolean(block.program?.blockParams?.length),
		};
		return this.isNeeded(branches) ? compileBlock(block, branches, this.around(spot, params)) : undefined;
	}

	/** Whether a block with these branches is compiled at all. */
	protected readonly isNeeded: (branches: Branches) => boolean = () => true;

	private around(spot: Spot, params: ParamNames): Surroundings {
		return { spot, params, failOnMissing: this.failOnMissing, misreadOf };
	}
}

/** Takes the same branches as writing does, and records which n8n expressions are needed there. */
class Collector extends Compiler {
	protected override content(): undefined {
		return undefined;
	}

	protected override mustache(mustache: Mustache): Write | undefined {
		const placeholder = this.parsed.placeholderOf(mustache);
		return placeholder.kind === 'n8n' ? this.expressions.need(placeholder.start) : undefined;
	}

	protected override readonly isNeeded = ({ program, inverse }: Branches): boolean =>
		program !== NOTHING || inverse !== NOTHING;
}

/** Inserts a value unencoded, at the author's own risk; what follows is encoded for the place where it ends. */
function raw(read: Read, places: Places): Write {
	return (rendering, frame) => {
		const text = textOf(read(rendering, frame));
		rendering.out += text;
		rendering.state = places.after(rendering.state, text);
		rendering.baseEnd = rendering.out.length;
	};
}

function namesIn(program: Program | undefined, params: ParamNames): ParamNames {
	return program?.blockParams?.length ? [program.blockParams, ...params] : params;
}
