//! Which table a file of others feeds: headings as they stand in published files, above rows made up
//! for the test.

#![expect(clippy::indexing_slicing, clippy::panic, reason = "a test may panic")]
#![expect(clippy::unwrap_used, reason = "a test may panic")]
#![expect(clippy::disallowed_methods, reason = "it writes the files that a user opens")]

mod files;
mod ours;

use std::collections::BTreeMap;

use sovereign_stack::desk::{Desk, specs};
use sovereign_stack::load::import::{Import, Wishes, tell_of_unrecognised};
use sovereign_stack::load::reading::ReadAs;
use sovereign_stack::load::recognise::{CERTAIN, Recognised};
use sovereign_stack::load::source::RawFile;
use sovereign_stack::load::{Package, Problems};

/// The text as a file of this name, and what is wrong with it.
fn import_as(name: &str, text: &str, wishes: &Wishes) -> (Import, Vec<String>) {
    let file = RawFile { name: name.into(), bytes: text.as_bytes().to_vec().into() };
    let mut problems = Problems::default();
    let mut imports = Import::read(file, wishes, &specs(), &mut problems);
    tell_of_unrecognised(&imports, &specs(), &mut problems);
    assert_eq!(imports.len(), 1, "{problems:?}");
    (imports.remove(0), problems.iter().map(ToString::to_string).collect())
}

fn import(text: &str) -> Import {
    import_as("theirs.csv", text, &Wishes::default()).0
}

/// The likeliest table of a file with these lines.
fn best(text: &str) -> Recognised {
    import(text).candidates.first().unwrap_or_else(|| panic!("nothing fits {text}")).clone()
}

/// Heading → field, of the columns that are used, with the words of the column.
fn used(found: &Recognised) -> BTreeMap<String, String> {
    let used = found.mapping.columns.iter().filter_map(|column| {
        let named = column.words.iter().filter(|(field, _)| *field != "unit");
        let words: Vec<&str> = named.map(|(_, words)| words.as_str()).collect();
        let words =
            if words.is_empty() { String::new() } else { format!(" ({})", words.join(", ")) };
        Some((column.heading.clone(), column.field.clone()? + &words))
    });
    used.collect()
}

fn assert_used(found: &Recognised, table: &str, wanted: &[(&str, &str)]) {
    assert_eq!(found.mapping.table, table, "{found:#?}");
    let wanted: BTreeMap<String, String> =
        wanted.iter().map(|(heading, field)| ((*heading).into(), (*field).into())).collect();
    assert_eq!(used(found), wanted, "{found:#?}");
}

/// Why the column is not used.
fn because<'a>(found: &'a Recognised, heading: &str) -> &'a str {
    let column = found.mapping.columns.iter().find(|column| column.heading == heading).unwrap();
    assert_eq!(column.field, None, "{heading} is used");
    &column.because
}

#[test]
fn exports_of_deals_are_rounds_of_funding() {
    let tracxn = best(
        "Round Date,Company Name,Domain Name,Overview,Founded Year,Country,Round Name,\
         Round Amount (in USD),Institutional Investors,Angel Investors\n\
         2024-10-28,Testbot,testbot.example,Made up,2019,China,Series A,29827341.92,Fund A;Fund B,\n",
    );
    assert_used(
        &tracxn,
        "funding",
        &[
            ("Round Date", "date"),
            ("Company Name", "company"),
            ("Country", "country"),
            ("Round Name", "round"),
            ("Round Amount (in USD)", "amount"),
            ("Institutional Investors", "investors"),
        ],
    );
    assert!(tracxn.confidence >= CERTAIN, "{tracxn:#?}");
    assert_eq!(because(&tracxn, "Founded Year"), "the founding is not the date of a round");

    let crunchbase = best(
        "Transaction Name,Organization Name,Funding Type,Money Raised,Money Raised Currency,\
         Money Raised Currency (in USD),Announced Date,Investor Names\n\
         Series A - Testbot,Testbot,Series A,20000000,EUR,21700000,2024-05-01,\"Fund A, Fund B\"\n",
    );
    assert_used(
        &crunchbase,
        "funding",
        &[
            ("Organization Name", "company"),
            ("Funding Type", "round"),
            ("Money Raised", "amount"),
            ("Money Raised Currency", "currency"),
            ("Announced Date", "date"),
            ("Investor Names", "investors"),
        ],
    );

    let indian = best(
        "Sr No,Date,StartupName,IndustryVertical,SubVertical,CityLocation,InvestorsName,\
         InvestmentType,AmountInUSD,Remarks\n\
         1,2017-08-01,Testbot,Robots,Arms,Pune,Fund A,Seed,200000,made up\n",
    );
    assert_used(
        &indian,
        "funding",
        &[
            ("Date", "date"),
            ("StartupName", "company"),
            ("InvestorsName", "investors"),
            ("InvestmentType", "round"),
            ("AmountInUSD", "amount"),
            ("Remarks", "note"),
        ],
    );
    assert!(indian.is_certain(), "{indian:#?}");
}

#[test]
fn a_valuation_or_a_total_is_not_taken_for_a_round() {
    let unicorns = import(
        "Company,Valuation ($B),Date Joined,Country,City,Industry,Select Investors\n\
         Testbot,1.5,2021-03-01,China,Pune,Robots,Fund A\n",
    );
    assert!(unicorns.mapping.is_none(), "a valuation is no amount: {unicorns:#?}");

    let both = best(
        "Organization Name,Total Funding (USD),Round Amount (USD),Announced Date\n\
         Testbot,90000000,5000000,2024-05-01\n",
    );
    assert_eq!(used(&both)["Round Amount (USD)"], "amount");
    assert!(because(&both, "Total Funding (USD)").contains("is the amount already"), "{both:#?}");
    assert!(both.is_certain(), "{both:#?}");

    let total = best("Organization Name,Total Funding (USD),Founded Date\nTestbot,9000000,2014\n");
    assert_eq!(used(&total)["Total Funding (USD)"], "amount");
    assert!(total.doubts.iter().any(|doubt| doubt.contains("sum of all rounds")), "{total:#?}");
    assert!(because(&total, "Founded Date").contains("founding"), "{total:#?}");

    let layoffs = best(
        "company,location,industry,total_laid_off,percentage_laid_off,date,stage,country,\
         funds_raised_millions\nTestbot,Pune,Robots,40,0.2,2023-03-06,Series B,India,35\n",
    );
    assert_eq!(used(&layoffs)["funds_raised_millions"], "amount");
    assert!(because(&layoffs, "date").contains("layoffs"), "{layoffs:#?}");
    assert!(layoffs.doubts.iter().any(|doubt| doubt.contains("sum of all rounds")), "{layoffs:#?}");
    let amount = layoffs.mapping.columns.last().unwrap();
    let ReadAs::Number(format) = &amount.read_as else { panic!("{amount:?}") };
    assert_eq!(format.scale, 1e6, "the heading says millions");
}

#[test]
fn a_leaderboard_gives_its_scores_the_name_of_their_column() {
    let arena = best(
        "rank,rank_stylectrl,model,arena_score,95_pct_ci,votes,organization,license,\
         knowledge_cutoff,url\n1,1,Testmodel-1,1470,+5/-5,26019,Testlab,Proprietary,,\n\
         2,1,Testmodel-2,1446,+6/-6,13715,Testlab,MIT,,\n",
    );
    assert_used(
        &arena,
        "benchmarks",
        &[
            ("model", "model"),
            ("arena_score", "score (arena_score)"),
            ("organization", "developer"),
        ],
    );
    assert!(arena.is_certain(), "{arena:#?}");
    assert!(because(&arena, "license").contains("licence"));
    assert!(because(&arena, "95_pct_ci").contains("interval"));

    let wide = best("Model,Average,MMLU,GPQA,FooBench\nTestmodel-1,60,70.1,50,3\nB,61,,52,4\n");
    assert_used(
        &wide,
        "benchmarks",
        &[
            ("Model", "model"),
            ("Average", "score (average score)"),
            ("MMLU", "score (MMLU)"),
            ("GPQA", "score (GPQA)"),
            ("FooBench", "score (FooBench)"),
        ],
    );
    assert!(wide.doubts.iter().any(|doubt| doubt.contains("“FooBench”")), "{wide:#?}");

    let long = best("model_name,task,score\nTestmodel-1,MMLU,70\n");
    assert_used(
        &long,
        "benchmarks",
        &[("model_name", "model"), ("task", "benchmark"), ("score", "score")],
    );
    let unknown = best("model,vibe,charm\nTestmodel-1,7,3\nTestmodel-2,8,4\n");
    assert!(unknown.confidence < CERTAIN && unknown.mapping.table == "benchmarks", "{unknown:#?}");
}

#[test]
fn a_merged_leaderboard_takes_values_and_leaves_what_is_rescaled() {
    let merged = best(
        "key,id,model_average_score,evaluations_math_name,evaluations_math_value,\
         evaluations_math_normalized_score,evaluations_musr_name,evaluations_musr_value,\
         metadata_base_model,metadata_params_billions,model,organization\n\
         a,lab/a_1,29.7,MATH Level 5,0.15,15.3,MUSR,0.38,lab/a,32.2,A,Testlab\n\
         b,lab/b_1,27.1,MATH Level 5,0.11,11.9,MUSR hard,0.31,lab/b,8.1,B,Testlab\n",
    );
    assert_used(
        &merged,
        "benchmarks",
        &[
            ("id", "id"),
            ("model_average_score", "score (average score)"),
            ("evaluations_math_value", "score (MATH Level 5)"),
            ("evaluations_musr_value", "score (musr)"),
            ("metadata_base_model", "backbone"),
            ("model", "model"),
            ("organization", "developer"),
        ],
    );
    assert!(because(&merged, "evaluations_math_normalized_score").contains("rescaled"));
}

#[test]
fn sizes_of_models_are_measures_in_parameters() {
    let sizes = best(
        "model_id,total_params_b,active_params_b,is_moe,notes\n\
         lab/Testmodel-1,671,37,,made up\nlab/Testmodel-2,7,,false,\n",
    );
    assert_used(
        &sizes,
        "models",
        &[
            ("model_id", "model"),
            ("total_params_b", "value (total parameters)"),
            ("active_params_b", "value (active parameters)"),
            ("notes", "note"),
        ],
    );
    assert!(sizes.is_certain(), "{sizes:#?}");
    let ReadAs::Number(format) = &sizes.mapping.columns[1].read_as else { panic!("{sizes:?}") };
    assert_eq!(format.scale, 1e9);
}

#[test]
fn lists_of_models_without_a_figure_are_offered_with_little_confidence() {
    for text in [
        "org,model,modelId\nlab,Testmodel-1,lab/Testmodel-1\n",
        "hf_org,region,notes\nlab,china,made up\nlab2,us,\n",
    ] {
        let list = best(text);
        assert_eq!(list.mapping.table, "adoption");
        assert!(list.confidence < CERTAIN, "{list:#?}");
        assert_eq!(list.mapping.words["value"], "");
        assert!(list.doubts.iter().any(|doubt| doubt.contains("no figure")), "{list:#?}");
        let mut problems = Problems::default();
        let package = Package::from_imports(vec![import(text)], &specs(), &mut problems).unwrap();
        let desk = Desk::empty().with(&package, &mut problems);
        assert!(!problems.has_errors() && !problems.has_rejected(), "{problems:?}");
        let tab = &desk.tabs[desk.position("adoption").unwrap()].tab;
        assert_eq!(tab.counts().read(), text.lines().count() - 1);
    }
}

#[test]
fn months_as_columns_are_times_of_one_figure() {
    let months = best("model,developer,2025-11,Dec 2025\nQwen,Alibaba,100,120\nLlama,Meta,90,\n");
    assert_used(
        &months,
        "adoption",
        &[
            ("model", "family"),
            ("developer", "developer"),
            ("2025-11", "value (2025-11)"),
            ("Dec 2025", "value (Dec 2025)"),
        ],
    );
    assert!(!months.is_certain(), "nothing says what is counted: {months:#?}");
    let named =
        import_as("hf_downloads.csv", "model,2025-11,2025-12\nQwen,100,120\n", &Wishes::default());
    let mapping = named.0.mapping.unwrap();
    assert_eq!(
        (mapping.words["measure"].as_str(), mapping.words["unit"].as_str()),
        ("downloads", "downloads")
    );
}

#[test]
fn a_count_under_its_own_name_is_the_measure() {
    let counts = best("model,org,downloads,likes\nQwen,Alibaba,100,5\nLlama,Meta,90,4\n");
    assert_used(
        &counts,
        "adoption",
        &[
            ("model", "family"),
            ("org", "developer"),
            ("downloads", "value (downloads)"),
            ("likes", "value (likes)"),
        ],
    );
    let shares = best("model,country,share\nTotal,World,100\nQwen,China,60\nLlama,US,40\n");
    assert_eq!(used(&shares)["share"], "value (share)");
    for words in ["cent", "“Total”"] {
        assert!(shares.doubts.iter().any(|doubt| doubt.contains(words)), "{words}: {shares:#?}");
    }
    let doubled = best("model,org,share\nA,x,100\nB,y,60\nC,z,40\n");
    assert!(doubled.doubts.iter().any(|doubt| doubt.contains("200")), "{doubled:#?}");
}

#[test]
fn events_are_found_with_their_dates_in_one_column_or_in_parts() {
    let slides = best(
        "Year,Month,Day,Time,End Year,End Month,End Day,End Time,Display Date,Headline,Text,Media,\
         Media Credit,Media Caption,Media Thumbnail,Type,Group,Background\n\
         ,,,,,,,,,A made-up line,\"<p class=\"\"lead\"\">Made <b>up</b>.</p>\",,,,,title,,\n\
         1815,12,10,,1852,11,27,,,Something,<p>Made up.</p>,,,,,,,\n",
    );
    assert_used(
        &slides,
        "talent",
        &[
            ("Year", "date.year"),
            ("Month", "date.month"),
            ("Day", "date.day"),
            ("End Year", "date.end_year"),
            ("End Month", "date.end_month"),
            ("End Day", "date.end_day"),
            ("Headline", "title"),
            ("Text", "note"),
        ],
    );
    assert!(slides.confidence >= CERTAIN, "{slides:#?}");
    assert!(slides.doubts.iter().any(|doubt| doubt.contains("1 row without a year")));
    let text = slides.mapping.columns.iter().find(|column| column.heading == "Text").unwrap();
    assert_eq!(text.read_as, ReadAs::Markup);

    let json = best(
        "start_date.year,start_date.month,end_date.year,text.headline,text.text,media.url\n\
         1815,12,1852,Something,<p>Made up.</p>,\n",
    );
    assert_eq!(used(&json)["start_date.year"], "date.year");
    assert_eq!(used(&json)["end_date.year"], "date.end_year");
    assert_eq!((&*used(&json)["text.headline"], &*used(&json)["text.text"]), ("title", "note"));

    let corrections = best(
        "model_id,hf_created_at,actual_release_date,notes\n\
         lab/Testmodel-1,2025-12-20,2025-12-23,made up\n",
    );
    assert_used(
        &corrections,
        "talent",
        &[("model_id", "title"), ("actual_release_date", "date (release)"), ("notes", "note")],
    );
    assert!(!corrections.is_certain());

    let feed = best(
        "id,event_date,realm,title,summary,actor,ticker,materiality,source_url,permalink\n\
         7,2026-03-05,models,Something,made up,Testlab,TST,2,https://example.org/,x\n",
    );
    assert_eq!((feed.mapping.table.as_str(), &*used(&feed)["event_date"]), ("talent", "date"));
    assert!(because(&feed, "realm").contains("among the words"), "{feed:#?}");
}

#[test]
fn files_about_nothing_of_ours_feed_no_table_and_say_what_is_nearest() {
    for text in ["a,b,c\n1,2,3\n", "first,last,city,zip\nJohn,Doe,Pune,08123\n", "key,val\n1,2\n"] {
        assert!(import(text).candidates.is_empty(), "{text}");
    }
    let (none, problems) =
        import_as("x.csv", "company,currency,date\nTestbot,USD,2026\n", &Wishes::default());
    assert!(none.mapping.is_none());
    assert!(problems[0].contains("for a funding table add the column amount"), "{problems:?}");
}

#[test]
fn a_user_may_say_the_table_or_the_tab() {
    let text = "model,org,downloads,MMLU\nQwen,Alibaba,100,70\n";
    let table = |wish: &str| {
        let wishes = Wishes { table: Some(wish.to_owned()), ..Wishes::default() };
        let (import, problems) = import_as("x.csv", text, &wishes);
        (import.mapping.map(|mapping| mapping.table).unwrap_or_default(), problems.join("\n"))
    };
    assert_eq!(table("benchmarks").0, "benchmarks");
    assert_eq!(table("Adoption").0, "benchmarks", "the best of the tab");
    assert_eq!(table("stack").0, "");
    let (none, problem) = table("funding");
    assert_eq!(none, "");
    assert!(problem.contains("no table of funding"), "{problem}");
    assert!(problem.contains("needs company and amount"), "{problem}");
    assert!(problem.contains("model,org,downloads,MMLU"), "{problem}");
    assert!(table("fundin").1.contains("did you mean \"funding\""), "{}", table("fundin").1);
}
