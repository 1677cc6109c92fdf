/** Any JSON value. */
export type JsonValue = string | number | boolean | null | JsonValue[] | { [name: string]: JsonValue };

/** A JSON object. */
export type JsonObject = { [name: string]: JsonValue };

/** Whether a value is a JSON object: not a list, and not null. */
export function isObject(value: unknown): value is JsonObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Sets a member as plain data. Assigning to `__proto__` would change the object's prototype instead of giving it a
 * member of that name.
 */
export function setOwn(target: JsonObject, name: string, value: JsonValue): void {
	if (name === '__proto__') {
		Object.defineProperty(target, name, { value, writable: true, enumerable: true, configurable: true });
	} else {
		target[name] = value;
	}
}
