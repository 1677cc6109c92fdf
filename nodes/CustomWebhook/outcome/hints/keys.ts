import { SAFE_METHODS } from '../../delivery';
import { textOutside } from '../../template';
import type { RunSeen } from './run-seen';

const WAY_OUT = 'Give each its own, such as {{order.id}}, or set Idempotency Key to Automatic.';

/** Idempotency keys that make a service take a delivery for a repeat of another one. */
export function sharedKeys({ settings, repeatedKeys }: Pick<RunSeen, 'settings' | 'repeatedKeys'>): string[] {
	if (SAFE_METHODS.has(settings.method)) return [];
	if (repeatedKeys > 0) {
		const [items, them] =
			repeatedKeys === 1 ? ['1 item has', 'it'] : [`${repeatedKeys} items have`, 'them'];
		return [
			`${items} the idempotency key of another item, but other data: a service that knows keys does not act on ${them}. ${WAY_OUT}`,
		];
	}
	return isFixed(settings)
		? [
				`The idempotency key is the same for every delivery: a service that knows keys acts on the first only. ${WAY_OUT}`,
			]
		: [];
}

function isFixed({ idempotency, headers, templates }: RunSeen['settings']): boolean {
	const { mode } = idempotency;
	if (mode === 'auto') return false;
	const typed = headers.findLast(({ name }) => name.trim().toLowerCase() === 'idempotency-key');
	const key = mode === 'custom' ? idempotency.value : (typed?.value ?? '');
	return key.trim() !== '' && !key.startsWith('=') && textOutside(key, templates.syntax) === key;
}
