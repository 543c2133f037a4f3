/** A new import: a file is dropped, read, mapped, tried, and taken in. */

import type { JSX } from "preact";
import { useState } from "preact/hooks";

import type { ImportDraft, ImportFormat, ImportPreview, ImportPreviewDraft } from "../../../../typescript/src/index.js";
import { Trouble } from "../../parts/trouble.js";
import { useAct, useLoad } from "../../shell/load.js";
import { go } from "../../shell/route.js";
import { book, may } from "../../shell/session.js";
import { t } from "../../shell/texts.js";
import { Mapping } from "./mapping.js";
import { Options } from "./options.js";
import { Progress } from "./progress.js";

/** What the person chose about a file. An empty text is no choice. */
export type Chosen = Record<"kind" | "preset" | "sheet" | "date_order" | "on_duplicate" | "list_id", string>;

const FORMATS: Record<string, ImportFormat> = { csv: "csv", txt: "csv", xlsx: "xlsx", vcf: "vcard" };
const UNCHOSEN: Chosen = { kind: "person", preset: "", sheet: "", date_order: "", on_duplicate: "skip", list_id: "" };

interface Uploaded {
  name: string;
  file_attachment_id: string;
  format: ImportFormat;
}

/** PUT the file to storage. */
async function uploaded(file: File): Promise<Uploaded> {
  const ending = file.name.split(".").pop()?.toLowerCase() ?? "";
  const format = FORMATS[ending];
  if (!format) throw new Error(t("imports.unknown_format"));
  const announced = await book.send("imports_uploads_create", { body: { file_name: file.name, format } });
  await book.upload(announced, file);
  return { name: file.name, file_attachment_id: announced.file_attachment_id, format };
}

export function NewImport(): JSX.Element {
  const act = useAct();
  const [file, setFile] = useState<Uploaded>();
  const drop = (dropped: File | undefined): void => {
    if (dropped) void act.run(async () => setFile(await uploaded(dropped)));
  };
  return (
    <section class="card" aria-label={t("imports.new")}>
      <Drop onDrop={drop} isBusy={act.busy} />
      {act.problem && <Trouble problem={act.problem} />}
      {file && <Read key={file.file_attachment_id} file={file} />}
    </section>
  );
}

function Drop({ onDrop, isBusy }: { onDrop: (file: File | undefined) => void; isBusy: boolean }): JSX.Element {
  const [isOver, setOver] = useState(false);
  const over = (is: boolean) => (event: DragEvent): void => {
    event.preventDefault();
    setOver(is);
  };
  const dropped = (event: DragEvent): void => {
    over(false)(event);
    onDrop(event.dataTransfer?.files[0]);
  };
  return (
    <div class={isOver ? "drop over" : "drop"} onDragOver={over(true)} onDragLeave={over(false)} onDrop={dropped}>
      <label for="import-file">{t("imports.drop")}</label>
      <input id="import-file" type="file" accept=".csv,.txt,.xlsx,.vcf" disabled={isBusy} onChange={(event) => onDrop(event.currentTarget.files?.[0])} />
    </div>
  );
}

/** What is asked about the file, in the form of its preview. */
function asked(file: Uploaded, { kind, preset, sheet, date_order }: Chosen): ImportPreviewDraft {
  return {
    kind: kind as "person",
    format: file.format,
    file_attachment_id: file.file_attachment_id,
    ...(preset ? { preset: preset as "google" } : {}),
    ...(sheet ? { sheet } : {}),
    ...(date_order ? { date_order: date_order as "dmy" } : {}),
  };
}

function Read({ file }: { file: Uploaded }): JSX.Element {
  const act = useAct();
  const [chosen, setChosen] = useState(UNCHOSEN);
  const [mapped, setMapped] = useState<Record<string, string>>({});
  const [tried, setTried] = useState<string>();
  const reread = [chosen.kind, chosen.preset, chosen.sheet, chosen.date_order].join(" ");
  const preview = useLoad((signal) => book.send("imports_preview", { body: asked(file, chosen), signal }), [reread]);
  const start = (isDry: boolean) => (): void => {
    if (!preview.value) return;
    const body = draftOf(file, chosen, preview.value, mapped, isDry);
    void act.run(async (idempotencyKey) => {
      const begun = await book.send("imports_start", { body, idempotencyKey });
      if (isDry) setTried(begun.import_id);
      else go(["imports", begun.import_id]);
    });
  };
  return (
    <>
      <h2><bdi>{file.name}</bdi></h2>
      <Options chosen={chosen} preview={preview.value} onChange={(changed) => setChosen({ ...chosen, ...changed })} />
      {preview.problem && <Trouble problem={preview.problem} onAgain={preview.again} />}
      {preview.busy && <p class="soft" role="status">{t("loading")}</p>}
      {preview.value && <Mapping preview={preview.value} kind={chosen.kind} mapped={mapped} onMap={(header, field) => setMapped({ ...mapped, [header]: field })} />}
      {act.problem && <Trouble problem={act.problem} />}
      <div class="row end">
        <button type="button" disabled={act.busy || !preview.value} onClick={start(true)}>{t("imports.dry")}</button>
        <button type="button" class="main" disabled={act.busy || !preview.value} onClick={start(false)}>{t("imports.start")}</button>
      </div>
      {tried && may("imports_read") && <Progress key={tried} importId={tried} />}
    </>
  );
}

/** Return the import: as the preview reads the file, with the fields that the person gave to headers. */
function draftOf(file: Uploaded, chosen: Chosen, preview: ImportPreview, mapped: Record<string, string>, isDry: boolean): ImportDraft {
  const given = Object.values(mapped);
  const kept = Object.entries(preview.columns).filter(([field, header]) => !(header in mapped) && !given.includes(field));
  const columns = Object.fromEntries([...kept, ...Object.entries(mapped).filter(([, field]) => field).map(([header, field]) => [field, header])]);
  const reading = chosen.preset && !given.length ? {} : { columns, constants: preview.constants, opt_outs: preview.opt_outs, separators: preview.separators };
  return {
    ...asked(file, chosen),
    ...reading,
    kind: chosen.kind as "person",
    ...(preview.encoding ? { encoding: preview.encoding as "utf-8" } : {}),
    ...(preview.separator ? { separator: preview.separator } : {}),
    ...(preview.header_line ? { header_line: preview.header_line } : {}),
    ...(preview.sheet ? { sheet: preview.sheet } : {}),
    ...(chosen.list_id ? { list_id: chosen.list_id } : {}),
    on_duplicate: chosen.on_duplicate as "skip",
    dry_run: isDry,
  };
}
