import access from "./access.json";
import api from "./api.json";
import appeals from "./appeals.json";
import assignments from "./assignments.json";
import awards from "./awards.json";
import ballots from "./ballots.json";
import campaigns from "./campaigns.json";
import complaints from "./complaints.json";
import device from "./device.json";
import documents from "./documents.json";
import dossiers from "./dossiers.json";
import explain from "./explain.json";
import failure from "./failure.json";
import findings from "./findings.json";
import footage from "./footage.json";
import home from "./home.json";
import honours from "./honours.json";
import improvements from "./improvements.json";
import inspections from "./inspections.json";
import jobs from "./jobs.json";
import language from "./language.json";
import lists from "./lists.json";
import metrics from "./metrics.json";
import mystery from "./mystery.json";
import notices from "./notices.json";
import organisation from "./organisation.json";
import penalties from "./penalties.json";
import people from "./people.json";
import plan from "./plan.json";
import praises from "./praises.json";
import rechecks from "./rechecks.json";
import records from "./records.json";
import rectifications from "./rectifications.json";
import reports from "./reports.json";
import reviews from "./reviews.json";
import scoring from "./scoring.json";
import search from "./search.json";
import settlement from "./settlement.json";
import setup from "./setup.json";
import shell from "./shell.json";
import simulations from "./simulations.json";
import standards from "./standards.json";
import storage from "./storage.json";
import surveys from "./surveys.json";
import tasks from "./tasks.json";
import ui from "./ui.json";
import visits from "./visits.json";

export default {
  access,
  api,
  appeals,
  assignments,
  awards,
  ballots,
  campaigns,
  complaints,
  device,
  documents,
  dossiers,
  explain,
  failure,
  findings,
  footage,
  home,
  honours,
  improvements,
  inspections,
  jobs,
  language,
  lists,
  metrics,
  mystery,
  notices,
  organisation,
  penalties,
  people,
  plan,
  praises,
  rechecks,
  records,
  rectifications,
  reports,
  reviews,
  scoring,
  search,
  settlement,
  setup,
  shell,
  simulations,
  standards,
  storage,
  surveys,
  tasks,
  ui,
  visits,
};
