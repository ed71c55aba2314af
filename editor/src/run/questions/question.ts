/** What the form of a question is given, whatever kind of answer it asks for. */
import type { AskView } from '@baton/shared/events';
import type { Json } from '@baton/shared/graph';
import type { AnswerErrors } from './answer.ts';

export interface QuestionProps {
  ask: AskView;
  errors: AnswerErrors;
  /** An answer is on its way. */
  sending: boolean;
  /** @returns whether the run took it. */
  give: (answer: Json) => Promise<boolean>;
}
