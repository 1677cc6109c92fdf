import type { IExecuteFunctions } from 'n8n-workflow';

import type { CredentialData } from '../request';

/** The parts of n8n's context that its types for nodes leave out, and that a later n8n may not have. */
interface WithCredentialsHelper {
	additionalData: { credentialsHelper: { getDecrypted(...parameters: unknown[]): Promise<unknown> } };
}

/** Names that are the same for all items of a run. */
const SAME_FOR_ALL = 'secrets|vars|env|workflow|execution';

/** Code that may read the item: any other name with a dollar sign, or an escape that may hide one. */
const MAY_READ_ITEM = new RegExp(`\\\\|\\$(?!(?:${SAME_FOR_ALL})\\b)`);

/** Reads credentials for the items of a run: once for all of them, or for each if an expression may read the item. */
export class CredentialReader {
	private readonly kinds = new Map<string, Promise<boolean | undefined>>();
	private readonly shared = new Map<string, Promise<CredentialData>>();

	constructor(private readonly context: IExecuteFunctions) {}

	/**
	 * The fields of a credential, decrypted, with the expressions in them evaluated for the item.
	 * @param type such as `customWebhookBearerApi`
	 * @throws Error if n8n does not give the credential, or cannot evaluate an expression in it
	 */
	async read(type: string, itemIndex: number): Promise<CredentialData> {
		if (await this.isReadPerItem(type)) return await this.readNow(type, itemIndex);
		const known = this.shared.get(type) ?? this.readNow(type, itemIndex);
		this.shared.set(type, known);
		return await known;
	}

	/** As `read`, but as stored in n8n at this moment: a token may be newer. */
	async readNow(type: string, itemIndex: number): Promise<CredentialData> {
		return await this.context.getCredentials(type, itemIndex);
	}

	/** Whether items may get different values. If unknown, true: reading for each item is always right, only slower. */
	async isReadPerItem(type: string): Promise<boolean> {
		return (await this.hasItemExpressions(type)) ?? true;
	}

	/** Whether an expression in a field of the credential may read the item; undefined if it cannot be known. */
	async hasItemExpressions(type: string): Promise<boolean | undefined> {
		const known = this.kinds.get(type) ?? hasItemExpressions(this.context, type);
		this.kinds.set(type, known);
		return await known;
	}
}

/**
 * n8n gives nodes only the values of a credential, not whether they come from expressions. Its own helper returns
 * the stored fields if asked for raw ones.
 */
async function hasItemExpressions(context: IExecuteFunctions, type: string): Promise<boolean | undefined> {
	const { additionalData } = context as Partial<WithCredentialsHelper>;
	const node = context.getNode();
	const stored = node.credentials?.[type];
	if (!additionalData?.credentialsHelper || !stored) return undefined;
	let wasEvaluated = false;
	const evaluated = () => (wasEvaluated = true);
	// Detects a helper that evaluates in spite of that: it would read the item here.
	const item = Object.defineProperties(
		{ node },
		{ itemIndex: { get: evaluated }, connectionInputData: { get: evaluated } },
	);
	try {
		const raw = await additionalData.credentialsHelper.getDecrypted(
			additionalData,
			stored,
			type,
			context.getMode(),
			undefined,
			true,
			item,
		);
		return wasEvaluated ? undefined : mayReadItem(raw);
	} catch {
		return undefined;
	}
}

/** Whether a stored field, at any depth, is an expression that may give each item another value. */
function mayReadItem(stored: unknown): boolean {
	if (typeof stored === 'string') return stored.startsWith('=') && MAY_READ_ITEM.test(stored);
	return typeof stored === 'object' && stored !== null && Object.values(stored).some(mayReadItem);
}
