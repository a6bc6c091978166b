"""Runs statements in Spark with two local threads: a line of JSON in, a line out."""
import csv, json, sys
from pyspark.sql import SparkSession

spark = (
    SparkSession.builder.master("local[2]")
    .config("spark.ui.enabled", "false")
    .config("spark.driver.memory", "2g")
    .config("spark.sql.shuffle.partitions", "4")
    .config("spark.sql.session.timeZone", "UTC")
    .config("spark.driver.bindAddress", "127.0.0.1")
    .config("spark.driver.host", "127.0.0.1")
    .getOrCreate()
)
spark.sparkContext.setLogLevel("ERROR")


def answer(task):
    if "columns" in task:
        names = ", ".join(f"`{name}` {kind}" for name, kind in task["columns"].items())
        spark.read.schema(names).json(task["file"]).createOrReplaceTempView(task["table"])
        return {"ok": True}
    frame = spark.sql(task["statement"])
    with open(task["file"], "w", newline="", encoding="utf-8") as out:
        writer = csv.writer(out, quoting=csv.QUOTE_NONNUMERIC)
        writer.writerow(frame.columns)
        for row in frame.collect():
            writer.writerow(["" if cell is None else str(cell) for cell in row])
    return {"ok": True}


print(json.dumps({"version": spark.version}), flush=True)
for line in sys.stdin:
    try:
        print(json.dumps(answer(json.loads(line))), flush=True)
    except Exception as error:
        print(json.dumps({"error": str(error)[:2000]}), flush=True)
