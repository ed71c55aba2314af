import { MemoryStore } from './memory-store.ts';
import { runStoreContract } from './store.contract.ts';

let count = 0;
runStoreContract('MemoryStore', () => {
  const store = new MemoryStore();
  const begin = async (thread = `t_${++count}`) => {
    const run = `r_${++count}`;
    store.place(run, thread);
    return { run, thread };
  };
  return { store, begin };
});
