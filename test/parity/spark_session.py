"""Runs statements in Spark with two local threads: a line of JSON in, a line out."""
import csv, json, os, sys
from pyspark.sql import SparkSession

spark = (
    SparkSession.builder.master("local[2]")
    .config("spark.ui.enabled", "false")
    .config("spark.driver.memory", "6g")
    # Every statement is other code, which runs once: compiling it well takes longer than running it. All of it must find room.
    .config("spark.driver.extraJavaOptions", "-XX:TieredStopAtLevel=1 -XX:ReservedCodeCacheSize=1g")
    .config("spark.sql.execution.arrow.pyspark.enabled", "true")
    # Hundreds of small stages: planning anew after each of them takes longer than they do.
    .config("spark.sql.adaptive.enabled", "false")
    .config("spark.sql.shuffle.partitions", "4")
    .config("spark.sql.session.timeZone", "UTC")
    .config("spark.driver.bindAddress", "127.0.0.1")
    .config("spark.driver.host", "127.0.0.1")
    .getOrCreate()
)
spark.sparkContext.setLogLevel("WARN")
# It says only as information that generated code was too long.
log4j = spark._jvm.org.apache.logging.log4j
log4j.core.config.Configurator.setLevel("org.apache.spark.sql.execution.WholeStageCodegenExec", log4j.Level.INFO)


names = {"spark": spark}


def answer(task):
    if "script" in task:
        os.chdir(task["folder"])
        exec(task["script"], names)
        return {"ok": True}
    if "columns" in task:
        typed = ", ".join(f"`{name.replace('`', '``')}` {kind}" for name, kind in task["columns"].items())
        spark.catalog.clearCache()
        # A query of texts reads every column by itself; JSON would be parsed whole for each.
        spark.read.schema(typed).json(task["file"]).cache().createOrReplaceTempView("loaded")
        spark.sql(f"CREATE OR REPLACE TEMPORARY VIEW `{task['table'].replace('`', '``')}` AS SELECT * FROM loaded")
        return {"ok": True}
    if "explain" in task:
        plan = spark.sql(task["explain"])._jdf.queryExecution().executedPlan().toString().split("\n")
        projects = [line for line in plan if "Project [" in line]
        return {"projects": len(projects), "fused": sum("*(" in line.split("Project [")[0] for line in projects)}
    frame = spark.sql(task["statement"])
    with open(task["file"], "w", newline="", encoding="utf-8") as out:
        writer = csv.writer(out, quoting=csv.QUOTE_NONNUMERIC)
        writer.writerow(frame.columns)
        if all(kind == "string" for _, kind in frame.dtypes):
            columns = frame.toPandas()
            writer.writerows(zip(*(columns[name].fillna("").tolist() for name in columns)))
        else:
            writer.writerows(["" if cell is None else str(cell) for cell in row] for row in frame.collect())
    return {"ok": True}


print(json.dumps({"version": spark.version}), flush=True)
for line in sys.stdin:
    try:
        print(json.dumps(answer(json.loads(line))), flush=True)
    except Exception as error:
        print(json.dumps({"error": str(error)[:2000]}), flush=True)
