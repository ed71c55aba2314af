/** By what a router decides: rules alone, or a model that chooses among labels. */
import { counted, type FactsOf, modelFact } from '../facts.ts';

export const routerFacts: FactsOf<'router'> = ({ classify }, { model }) =>
  classify
    ? [
        modelFact(model),
        { words: counted(classify.labels.length, 'label'), title: classify.labels.map(({ name }) => name).join(', ') },
      ]
    : [{ icon: 'rule', words: 'by rules' }];
