import { test } from "vitest";
import { parse } from "csv-parse/sync";
import { openInput } from "/work/main/src/candidates/input.js";
import { openReader, resolveColumns } from "/work/main/src/candidates/read.js";
import { planSlots } from "/work/main/src/candidates/slots.js";
import { AS_OF, boolean, number, trial } from "/work/main/test/candidates/build.js";
test("perf", () => {
  const fields = [...Array.from({length:9},(_,i)=>number(`lab${i}`,"10*9/L")), ...Array.from({length:9},(_,i)=>boolean(`flag${i}`))];
  let seed=1; const rnd=()=> (seed=(seed*1103515245+12345)&0x7fffffff)/0x7fffffff;
  const head=["patient_id","note",...fields.map(f=>f.name)].join(",");
  const rows:string[]=[];const quoted:string[]=[];
  const nd:string[]=[];
  for(let i=0;i<100000;i++){const labs=Array.from({length:9},()=>(rnd()*400).toFixed(rnd()<.5?0:1));const fl=Array.from({length:9},()=>rnd()<.5?"yes":"no");
   rows.push([`P${i}`,"seen in clinic",...labs,...fl].join(",")); quoted.push([`"P${i}"`,`"seen, in clinic"`,...labs,...fl.map(x=>`"${x}"`)].join(","));
   nd.push(JSON.stringify(Object.fromEntries([["patient_id",`P${i}`],["note","seen"],...labs.map((v,k)=>[`lab${k}`,Number(v)]),...fl.map((v,k)=>[`flag${k}`,v==="yes"])])));}
  const run=(name:string,text:string,file:string)=>{
    const bytes=Buffer.from(text);
    const go=(what:"records"|"ids")=>{const plan=planSlots([trial(fields)]);const input=openInput({file,isStdin:false});let n=0;let x=0;
      let reader: any;const t0=performance.now();let tc=0;
      for(let f=0;f<bytes.length||f===0;f+=65536){const c0=performance.now();const bl=input.push(bytes.subarray(f,f+65536));tc+=performance.now()-c0;for(const b of bl){reader??=openReader(plan,resolveColumns(plan,input.head!,{file,id:undefined,map:undefined}).columns!,{file,severalFiles:false,asOf:AS_OF,examples:false});for(const r of reader[what](b.bytes,b.firstRow)){n++;x+=r.id.length;if(what==="records")for(let s=0;s<18;s++)if(r.reading(s).state==="read")x++}}}
      for(const b of input.end())for(const r of reader[what](b.bytes,b.firstRow)){n++;x+=r.id.length}
      const t=performance.now()-t0; return [n,Math.round(t),Math.round(tc),x,input.fault];};
    console.log(name,(bytes.length/1e6).toFixed(1)+"MB","records",go("records"),go("records"),go("records"),"ids",go("ids"),go("ids"));
    if(!file.endsWith("json")){const t=performance.now();parse(bytes,{relax_quotes:true,relax_column_count:true,record_delimiter:["\r\n","\n","\r"]});console.log("csv-parse",Math.round(performance.now()-t));}
  };
  run("plain",[head,...rows].join("\n")+"\n","a.csv");
  run("crlf",[head,...rows].join("\r\n")+"\r\n","a.csv");
  run("quoted",[head,...quoted].join("\n")+"\n","a.csv");
  run("ndjson",nd.join("\n")+"\n","a.ndjson");
  run("json","["+nd.join(",\n")+"]\n","a.json");
},120000);
