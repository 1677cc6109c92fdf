import type { BatchPart } from '../../request';
import type { Settings } from '../../settings';
import type { ItemPlan } from '../plan';

/** Tells what items have to have in common to share a request: everything that it and its reading depend on. */
export class SharedKeys {
	private readonly numbers = new WeakMap<object, number>();
	private readonly ofSettings = new WeakMap<Settings, string>();
	private last = 0;

	/**
	 * Equal for items that may share a request. Items with different secrets never do.
	 * @param isSent whether it is sent, or only shown
	 */
	keyOf({ settings, delivery, credentials }: ItemPlan, part: BatchPart, isSent: boolean): string {
		const owners = `${this.numberOf(delivery)} ${this.numberOf(credentials)}`;
		return `${isSent} ${owners} ${this.textOf(settings)} ${part.shared}`;
	}

	private numberOf(thing: object): number {
		const known = this.numbers.get(thing) ?? ++this.last;
		this.numbers.set(thing, known);
		return known;
	}

	/** The settings that are the same for all items, unless a parameter is an expression. */
	private textOf(settings: Settings): string {
		const known = this.ofSettings.get(settings);
		if (known !== undefined) return known;
		const { method, policyKey, retryWhen, idempotency, batch, logging } = settings;
		const { format, charset, binaryProperty } = settings.response;
		const reading = [format, charset, binaryProperty];
		const text = JSON.stringify([
			method,
			policyKey,
			retryWhen,
			idempotency.mode,
			batch,
			logging,
			reading,
		]);
		this.ofSettings.set(settings, text);
		return text;
	}
}
