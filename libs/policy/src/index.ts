export { PROMPT_MAX_LENGTH, checkedPrompt } from './checked-prompt';
export {
  POLICY_VERSION,
  screenPrompt,
  type PolicyCategory,
  type PolicyOutcome,
  type Severity,
} from './screen-prompt';
