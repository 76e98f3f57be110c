import { FileSearch } from 'lucide-preact';
import { useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { openReport, openReportFile } from '../../utils/domain/diagnosis/report/parse-report.ts';
import type { Report } from '../../utils/domain/diagnosis/report/report.ts';
import { toAppError } from '../../utils/base/errors.ts';
import { errorSentence } from '../../utils/platform/error-sentence.ts';
import { reportFaultSentence } from '../../utils/domain/diagnosis/report/report-sentence.ts';
import { Button } from '../shared/button.tsx';
import { Field } from '../shared/field.tsx';
import styles from './report.module.css';

/** Opens a report that somebody sent, from its file or from pasted text. What is in it is anybody's word. */
export function OpenReport({ onOpen }: { onOpen: (report: Report) => void }) {
  const [wrongFile, setWrongFile] = useState<string | null>(null);
  const [wrongText, setWrongText] = useState<string | null>(null);
  const text = useRef<HTMLTextAreaElement>(null);
  const triesRef = useRef(0);

  const open = async (read: () => Report | Promise<Report>, setWrong: (sentence: string) => void) => {
    triesRef.current += 1;
    const mine = triesRef.current;
    setWrongFile(null);
    setWrongText(null);
    try {
      const report = await read();
      // Another file was chosen while this one was read.
      if (mine === triesRef.current) onOpen(report);
    } catch (thrown) {
      if (mine !== triesRef.current) return;
      const error = toAppError(thrown);
      setWrong(reportFaultSentence(error.detail) ?? errorSentence(error));
    }
  };

  return (
    <div class={styles.report}>
      <p>{i18n.t('report.open.text')}</p>
      <Field label={i18n.t('report.open.file')} help={i18n.t('report.open.file_help')} wrong={wrongFile}>
        {({ id, describedBy, invalid }) => (
          <input
            id={id}
            type="file"
            class={styles.file}
            accept=".md,.json,.txt,text/markdown,application/json,text/plain"
            aria-describedby={describedBy}
            aria-invalid={invalid}
            onChange={(event) => {
              const [file] = event.currentTarget.files ?? [];
              if (file) void open(() => openReportFile(file), setWrongFile);
              // The same file, once corrected, is a new choice.
              event.currentTarget.value = '';
            }}
          />
        )}
      </Field>
      <form
        class={styles.part}
        onSubmit={(event) => {
          event.preventDefault();
          const pasted = text.current?.value ?? '';
          if (pasted.trim() === '') {
            setWrongFile(null);
            setWrongText(i18n.t('report.open.empty'));
          } else void open(() => openReport(pasted), setWrongText);
        }}
      >
        <Field label={i18n.t('report.open.paste')} help={i18n.t('report.open.paste_help')} wrong={wrongText}>
          {({ id, describedBy, invalid }) => (
            <textarea
              id={id}
              ref={text}
              class={`input ${styles.paste}`}
              rows={5}
              spellcheck={false}
              autocomplete="off"
              aria-describedby={describedBy}
              aria-invalid={invalid}
            />
          )}
        </Field>
        <div class="row">
          <Button submit icon={FileSearch} onPress={() => undefined}>
            {i18n.t('report.open.button')}
          </Button>
        </div>
      </form>
    </div>
  );
}
