import { Forgetful } from '../../../nodes/CustomWebhook/delivery/pace/forgetful';

interface Value {
	idleSince: number | undefined;
}

const TEN_MINUTES_MS = 600_000;
/** Most values that are kept. */
const MOST = 10_000;
const start = () => new Forgetful<Value>(() => Date.now());
const idle = (): Value => ({ idleSince: Date.now() });
const never = (): Value => {
	throw new Error('made again');
};

beforeEach(() => {
	jest.useFakeTimers();
});
afterEach(() => {
	jest.useRealTimers();
});

it('What is idle for 10 minutes is forgotten, what is in use is not', () => {
	const values = start();
	const used: Value = { idleSince: undefined };
	values.get('idle', idle);
	values.get('used', () => used);
	jest.advanceTimersByTime(TEN_MINUTES_MS);
	expect(values.size).toBe(1);
	expect(values.get('used', never)).toBe(used);
	used.idleSince = Date.now();
	jest.advanceTimersByTime(TEN_MINUTES_MS);
	expect(values.size).toBe(0);
});

it('What was used again is forgotten 10 minutes after that', () => {
	const values = start();
	const value = values.get('a', idle);
	jest.advanceTimersByTime(TEN_MINUTES_MS / 2);
	value.idleSince = Date.now();
	jest.advanceTimersByTime(TEN_MINUTES_MS - 1);
	expect(values.get('a', never)).toBe(value);
	jest.advanceTimersByTime(1);
	expect(values.size).toBe(0);
});

it('No timer holds up the process', () => {
	jest.useRealTimers();
	const timeout = jest.spyOn(global, 'setTimeout');
	start().get('a', idle);
	expect(timeout.mock.results.map(({ value }) => (value as NodeJS.Timeout).hasRef())).toEqual([false]);
	timeout.mockRestore();
});

describe('A run that makes up origins does not fill the memory', () => {
	const fill = (values: Forgetful<Value>, from: number, to: number) => {
		for (let name = from; name < to; name++) values.get(String(name), idle);
	};

	it('Nothing is forgotten before there are too many', () => {
		const values = start();
		fill(values, 0, MOST);
		expect(values.size).toBe(MOST);
		for (let name = 0; name < MOST; name++) values.get(String(name), never);
	});

	it('The oldest one makes room that is not in use', () => {
		const values = start();
		const used = values.get('used', () => ({ idleSince: undefined }));
		fill(values, 1, MOST + 2);
		expect(values.size).toBe(MOST);
		expect(values.get('used', never)).toBe(used);
		expect(values.get('3', never)).toBeDefined();
		expect(() => values.get('1', never)).toThrow('made again');
	});

	it('What was forgotten for that and came again has its own 10 minutes', () => {
		const values = start();
		fill(values, 0, MOST + 1);
		jest.advanceTimersByTime(TEN_MINUTES_MS / 2);
		const again = values.get('0', idle);
		jest.advanceTimersByTime(TEN_MINUTES_MS / 2);
		expect(values.get('0', never)).toBe(again);
	});
});
