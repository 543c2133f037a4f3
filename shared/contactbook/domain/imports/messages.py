"""The messages of the import job, which one queue carries: imports, their undo, and exports."""

from typing import Annotated, Literal

from pydantic import ConfigDict, Discriminator, Tag, TypeAdapter

from contactbook.domain.base.jobs import RunMessage, job_or


class ImportMessage(RunMessage):
    """Import the next rows; `run_id` is the id of the import."""

    job: Literal["import"] = "import"


class ImportUndoMessage(RunMessage):
    """Take back the next rows of an import; `run_id` is the id of the import."""

    job: Literal["import_undo"] = "import_undo"


class ExportMessage(RunMessage):
    """Write the next piece of an export; `run_id` is the id of the export."""

    job: Literal["export"] = "export"


IMPORT_QUEUE: TypeAdapter[ImportMessage | ImportUndoMessage | ExportMessage] = TypeAdapter(
    Annotated[
        Annotated[ImportMessage, Tag("import")]
        | Annotated[ImportUndoMessage, Tag("import_undo")]
        | Annotated[ExportMessage, Tag("export")],
        Discriminator(job_or("import")),
    ],
    config=ConfigDict(defer_build=True),
)
