/** The paces and circuits of a process, one for each origin and credential. Idle ones are forgotten. */
import { Admission, type ProcessPaces } from './admission';
import { Circuit } from './circuit';
import { Forgetful } from './forgetful';
import { Pace } from './pace';
import { OwnSlots, type Slots } from './slots';
import type { Clock, RunPace } from './types';

export class Paces implements ProcessPaces {
	private readonly paces: Forgetful<Pace>;
	private readonly circuits: Forgetful<Circuit>;

	/** @param sharedFor returns the turns of all processes for a key; without it, only this process's turns apply */
	constructor(
		readonly clock: Clock,
		private readonly sharedFor: (key: string) => Slots = () => new OwnSlots(),
	) {
		this.paces = new Forgetful(clock.now);
		this.circuits = new Forgetful(clock.now);
	}

	/** How many origins and credentials it remembers. For tests. */
	get size(): number {
		return this.paces.size;
	}

	/** Admits a run to the pace that all runs share. */
	openRun(policy: RunPace): Admission {
		return new Admission(this, policy);
	}

	/** @param key of an origin and a credential */
	paceOf(key: string): Pace {
		return this.paces.get(key, () => new Pace(this.clock, this.sharedFor(key)));
	}

	/** @param key of an origin and the way to it */
	circuitOf(key: string, host: string): Circuit {
		return this.circuits.get(key, () => new Circuit(host, this.clock.now()));
	}
}
