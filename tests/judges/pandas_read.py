"""What pandas makes of tables: for each {"csv": text} or {"json": text} its columns, their types and its rows."""

import io
import json
import sys

import pandas

answers = []
for each in json.load(sys.stdin):
    if "csv" in each:
        frame = pandas.read_csv(io.StringIO(each["csv"], newline=""))
    else:
        frame = pandas.DataFrame(json.loads(each["json"])[each["part"]])
    answers.append(
        {
            "types": {name: str(kind) for name, kind in frame.dtypes.items()},
            "rows": json.loads(frame.to_json(orient="records", force_ascii=False)),
        }
    )
print(json.dumps(answers))
