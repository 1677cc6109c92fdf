/** The names that n8n provides in every expression; they are no fields. */

const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/));

/** The objects and functions of JavaScript that n8n lets through, and Luxon's classes. */
export const GLOBALS = words(
	'Array ArrayBuffer Atomics BigInt BigInt64Array BigUint64Array Boolean DataView Date DateTime Duration Error EvalError ' +
		'Float32Array Float64Array Infinity Int16Array Int32Array Int8Array Interval Intl JSON Map Math NaN Number Object ' +
		'RangeError ReferenceError RegExp Set SharedArrayBuffer String Symbol SyntaxError TypeError URIError Uint16Array ' +
		'Uint32Array Uint8Array Uint8ClampedArray WeakMap WeakSet decodeURI decodeURIComponent encodeURI encodeURIComponent ' +
		'isFinite isNaN parseFloat parseInt undefined',
);

/** n8n's own functions without a `$`: such a name is a field unless it is called. */
export const FUNCTIONS = words('average max min not numberList toPathSegment zip');

/** n8n's `$…` whose value is the same for all items of a run, and which have no side effects. */
export const OF_THE_RUN = words(
	'$average $env $execution $if $ifEmpty $jmesPath $jmespath $max $min $mode $nodeId $nodeVersion $not $prevNode ' +
		'$runIndex $secrets $vars $webhookId $workflow',
);

/** n8n's `$…` that are passed for each item when an expression is evaluated for several. */
export const OF_THE_ITEM = words('$json $binary $itemIndex $now $today');

/** All of n8n's `$…`, also those that only some nodes have. */
export const OF_N8N: ReadonlySet<string> = new Set([
	...OF_THE_RUN,
	...OF_THE_ITEM,
	...words(
		'$ $agentInfo $credentials $data $evaluateExpression $executionId $fromAI $fromAi $fromai $getPairedItem $input ' +
			'$item $items $node $pageCount $parameter $position $rawParameter $request $response $resumeWebhookUrl $self ' +
			'$thisItem $thisItemIndex $thisRunIndex $tool',
	),
]);
