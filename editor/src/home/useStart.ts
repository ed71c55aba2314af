/** Makes a new graph and goes to it; one at a time. */
import type { Graph } from '@baton/shared/graph';
import { useState } from 'react';
import { sentence } from '../api/request.ts';
import { type FirstMessage, keepMessage } from '../document/message.ts';
import { navigate, pathTo } from '../routing/router.ts';
import { toast } from '../ui/toast.ts';
import { useGraphs } from './graphs.ts';

export interface Starting {
  busy: boolean;
  start: (graph: Graph, message?: FirstMessage) => Promise<void>;
}

export function useStart(): Starting {
  const [busy, setBusy] = useState(false);
  const add = useGraphs((store) => store.add);
  async function start(graph: Graph, message?: FirstMessage): Promise<void> {
    setBusy(true);
    try {
      const id = await add(graph);
      if (message) keepMessage(id, message);
      navigate(pathTo.graph(id));
    } catch (error) {
      toast({ text: `The graph was not made. ${sentence(error)}`, tone: 'bad' });
    } finally {
      setBusy(false);
    }
  }
  return { busy, start };
}
