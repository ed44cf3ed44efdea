"""Many ways of naming a day, on several days of the calendar; the readings were worked out by hand."""

from __future__ import annotations

import datetime as dt

import pytest

from guidance.stated_days import stated_days

# {(today, which way is preferred): rows of (text, the readings, likeliest first)}
READ = {
    # a Tuesday
    ("2026-11-24", "past"): [
        ("tre dagar sidan", "2026-11-21"), ("for tre dager sia", "2026-11-21"), ("for 3dager siden", "2026-11-21"), ("3 dgr siden", "2026-11-21"), ("for ei veke sidan", "2026-11-17"),
        ("for en ukes tid siden", "2026-11-17"), ("ei vekes tid sidan", "2026-11-17"), ("for omtrent to uker siden", "2026-11-10"), ("for litt over to uker siden", "2026-11-10"),
        ("for om lag tre veker sidan", "2026-11-03"), ("en og en halv uke siden", "2026-11-14 2026-11-13"), ("for halvannen uke siden", "2026-11-14 2026-11-13"),
        ("ei og ei halv veke sidan", "2026-11-14 2026-11-13"), ("one and a half weeks ago", "2026-11-14 2026-11-13"), ("for et halvt år siden", "2026-05-24"), ("half a year ago", "2026-05-24"),
        ("for halvannen måned siden", "2026-10-09"), ("to-tre dager siden", "2026-11-22 2026-11-21"), ("for to til tre uker siden", "2026-11-10 2026-11-03"),
        ("3-4 dager siden", "2026-11-21 2026-11-20"), ("to eller tre dager siden", "2026-11-22 2026-11-21"), ("a couple of days ago", "2026-11-22"), ("two weeks ago", "2026-11-10"),
        ("a fortnight ago", "2026-11-10"), ("10 days ago", "2026-11-14"), ("about three weeks ago", "2026-11-03"), ("for fæm daga sia", "2026-11-19"), ("for sju daga sea", "2026-11-17"),
        ("for sju dagar sidan", "2026-11-17"), ("fire døgn siden", "2026-11-20"), ("48 timer siden", "2026-11-22"), ("to veker attende", "2026-11-10"), ("tre uker tilbake", "2026-11-03"),
        ("for en uke og to dager siden", "2026-11-15"), ("for tjueto dager siden", "2026-11-02"), ("tjue dager siden", "2026-11-04"), ("for tolv dagar sidan", "2026-11-12"),
        ("det er 5 dager siden", "2026-11-19"), ("er vel ei veke sidan", "2026-11-17"), ("fikk det for ca 14 dager siden", "2026-11-10"), ("ein månads tid sidan", "2026-10-24"),
        ("for ein mnd sidan", "2026-10-24"), ("2 mnd siden", "2026-09-24"), ("for 3 månader sidan", "2026-08-24"), ("to år siden", "2024-11-24"), ("a year ago", "2025-11-24"),
        ("fredag for en uke siden", "2026-11-20"), ("måndag for to veker sidan", "2026-11-09"), ("torsdag for 3 uker siden", "2026-11-05"),
        ("i forrigårs", "2026-11-22"), ("i forgårs kveld", "2026-11-22"), ("i førrgår", "2026-11-22"), ("the day before yesterday", "2026-11-22"), ("dagen før i går", "2026-11-22"),
        ("i går kveld", "2026-11-23"), ("igår kveld", "2026-11-23"), ("i går ettermiddag", "2026-11-23"), ("i går morges", "2026-11-23"), ("last night", "2026-11-23"), ("yesterday evening", "2026-11-23"),
        ("yesterday morning", "2026-11-23"), ("i gårkveld", "2026-11-23"), ("i dag tidlig", "2026-11-24"), ("tidlig i dag", "2026-11-24"), ("i morgest", "2026-11-24"), ("this morning", "2026-11-24"),
        ("i formiddag", "2026-11-24"), ("nå nettopp", "2026-11-24"), ("akkurat nå", "2026-11-24"), ("just now", "2026-11-24"), ("i natt", "2026-11-24"), ("tonight", "2026-11-24"), ("idag", "2026-11-24"),
        ("tirdag", "2026-11-24 2026-11-17"), ("mandagen", "2026-11-23"), ("måndan", "2026-11-23"), ("månda", "2026-11-23"), ("mondag", "2026-11-23"), ("måndag", "2026-11-23"), ("madag", "2026-11-23"),
        ("onsdg", "2026-11-18"), ("odnsdag", "2026-11-18"), ("onsda", "2026-11-18"), ("ondag", "2026-11-18"), ("torsag", "2026-11-19"), ("tosdag", "2026-11-19"), ("torsdan", "2026-11-19"),
        ("hørsdag", "2026-11-19"), ("fredg", "2026-11-20"), ("fredan", "2026-11-20"), ("fredaj", "2026-11-20"), ("laurdag", "2026-11-21"), ("lørda", "2026-11-21"), ("lørdag", "2026-11-21"),
        ("lordag", "2026-11-21"), ("loerdag", "2026-11-21"), ("laudag", "2026-11-21"), ("søndag", "2026-11-22"), ("sundag", "2026-11-22"), ("søndan", "2026-11-22"), ("synnda", "2026-11-22"),
        ("Wednsday", "2026-11-18"), ("wensday", "2026-11-18"), ("thursday", "2026-11-19"), ("saterday", "2026-11-21"), ("Monday", "2026-11-23"), ("på tors", "2026-11-19"), ("fredag kveld", "2026-11-20"),
        ("mandag morgen", "2026-11-23"), ("fredag ettermiddag", "2026-11-20"), ("nå på fredag", "2026-11-27"), ("natt til lørdag", "2026-11-21"), ("natta til søndag", "2026-11-22"),
        ("sist fredag", "2026-11-20"), ("siste torsdag", "2026-11-19"), ("sist mandag", "2026-11-23"), ("last Friday", "2026-11-20"), ("last Monday", "2026-11-23 2026-11-16"), ("forrige fredag", "2026-11-20"),
        ("forrige onsdag", "2026-11-18"), ("førre laurdag", "2026-11-21"), ("førre måndag", "2026-11-23 2026-11-16"), ("fredag som var", "2026-11-20"), ("mandag som var", "2026-11-23"),
        ("onsdag i forrige uke", "2026-11-18"), ("forrige uke på onsdag", "2026-11-18"), ("fredag sist uke", "2026-11-20"), ("sist veke på tysdag", "2026-11-17"), ("førre veke onsdag", "2026-11-18"),
        ("Wednesday last week", "2026-11-18"), ("last week on Wednesday", "2026-11-18"), ("tirsdag i uke 45", "2026-11-03"), ("onsdag uke 46", "2026-11-11"), ("uke 47 på fredag", "2026-11-20"),
        ("den fyrste", "2026-11-01"), ("den første", "2026-11-01"), ("den andre", "2026-11-02"), ("den tredje", "2026-11-03"), ("den attende", "2026-11-18"), ("attende", "2026-11-18"),
        ("den åttende", "2026-11-08"), ("den åttande", "2026-11-08"), ("den sjuande", "2026-11-07"), ("den trettande", "2026-11-13"), ("den femtande", "2026-11-15"), ("den tjueandre", "2026-11-22"),
        ("den tjuende", "2026-11-20"), ("den tjue første", "2026-11-21"), ("den tjuefyrste", "2026-11-21"), ("den toogtyvende", "2026-11-22"), ("den trettiende", "2026-10-30"), ("den 3dje", "2026-11-03"),
        ("den 20ende", "2026-11-20"), ("d. 20.", "2026-11-20"), ("20. tror jeg", "2026-11-20"), ("the second", "2026-11-02"), ("on the fifth", "2026-11-05"), ("the 23rd", "2026-11-23"),
        ("the twenty-third", "2026-11-23"), ("tirsdag 17.", "2026-11-17"), ("fredag den 20.", "2026-11-20"), ("onsdag 18", "2026-11-18"), ("fredag trettende", "2026-11-13"), ("mandag den niende", "2026-11-09"),
        ("fredag den tjuende", "2026-11-20"), ("den andre i ellevte", "2026-11-02"), ("andre i ellevte", "2026-11-02"), ("den tredje i tiende", "2026-10-03"), ("den 5. i 11.", "2026-11-05"),
        ("femte i ellevte", "2026-11-05"), ("attende i tiande", "2026-10-18"), ("den 15. i forrige måned", "2026-10-15"), ("1. i denne måneden", "2026-11-01"), ("siste dag i oktober", "2026-10-31"),
        ("den siste i forrige måned", "2026-10-31"), ("siste fredag i oktober", "2026-10-30"), ("første mandag i november", "2026-11-02"), ("andre tirsdag i oktober", "2026-10-13"),
        ("the first Monday in November", "2026-11-02"), ("the last Friday of October", "2026-10-30"), ("tredje onsdag i forrige måned", "2026-10-21"), ("siste mandag i forrige måned", "2026-10-26"),
        ("3. okt.", "2026-10-03"), ("3 okt", "2026-10-03"), ("3.okt", "2026-10-03"), ("3.oktober", "2026-10-03"), ("den 3.okt.", "2026-10-03"), ("3dje oktober", "2026-10-03"), ("okt 3", "2026-10-03"),
        ("Oct 3rd", "2026-10-03"), ("3 Oct", "2026-10-03"), ("Oct. 3", "2026-10-03"), ("October the 3rd", "2026-10-03"), ("the third of October", "2026-10-03"), ("3rd of Oct", "2026-10-03"),
        ("October 3, 2025", "2025-10-03"), ("Oct 3 2026", "2026-10-03"), ("12 augst", "2026-08-12"), ("12. agust", "2026-08-12"), ("12. aug", "2026-08-12"), ("tolvte august", "2026-08-12"),
        ("12. febuar", "2026-02-12"), ("12. feburar", "2026-02-12"), ("12. febr.", "2026-02-12"), ("5. septemer", "2026-09-05"), ("5. setpember", "2026-09-05"), ("5. sept", "2026-09-05"),
        ("1. novmber", "2026-11-01"), ("1. novembr", "2026-11-01"), ("fyrste november", "2026-11-01"), ("10. oktobar", "2026-10-10"), ("10. ocktober", "2026-10-10"), ("10. aprl", "2026-04-10"),
        ("syttande mai", "2026-05-17"), ("søttende mai", "2026-05-17"), ("17. mai", "2026-05-17"), ("17de mai", "2026-05-17"), ("1 juni", "2026-06-01"), ("June 1", "2026-06-01"), ("1st July", "2026-07-01"),
        ("femte juli", "2026-07-05"), ("5 i juli", "2026-07-05"), ("den 5. i juli", "2026-07-05"), ("5 dag i juli", "2026-07-05"), ("13. november 26", "2026-11-13"), ("13. nov -26", "2026-11-13"),
        ("13 nov 2025", "2025-11-13"), ("13.11", "2026-11-13"), ("13/11", "2026-11-13"), ("13.11.", "2026-11-13"), ("13. 11.", "2026-11-13"), ("13-11", "2026-11-13"), ("13/11-26", "2026-11-13"),
        ("13.11.26", "2026-11-13"), ("13-11-26", "2026-11-13"), ("13.11.2026", "2026-11-13"), ("13. 11. 2026", "2026-11-13"), ("13 11 2026", "2026-11-13"), ("13/11/26", "2026-11-13"), ("20261113", "2026-11-13"),
        ("13112026", "2026-11-13"), ("131126", "2026-11-13"), ("2026.11.13", "2026-11-13"), ("2026/11/13", "2026-11-13"), ("2026-11-13", "2026-11-13"), ("den 13/11", "2026-11-13"),
        ("fredag 13.11", "2026-11-13"), ("fre 13.11", "2026-11-13"), ("fre. 13. nov", "2026-11-13"), ("fre 13/11", "2026-11-13"), ("Fri 13 Nov", "2026-11-13"), ("Friday, November 13", "2026-11-13"),
        ("Friday the 13th", "2026-11-13"), ("13. november, fredag", "2026-11-13"), ("13/11 på en fredag", "2026-11-13"), ("fredag 13. november 2026", "2026-11-13"), ("det var fredag den 13. november", "2026-11-13"),
        ("13. november i år", "2026-11-13"), ("5. desember i fjor", "2025-12-05"), ("2. desember", "2025-12-02 2026-12-02"), ("24/12", "2025-12-24 2026-12-24"), ("onsdag 2. desember", "2026-12-02"),
        ("torsdag 13. november", "2026-11-13 2026-11-12"), ("torsdag 12.11", "2026-11-12"), ("mandag 12. november", "2026-11-12 2026-11-09"), ("lørdag den 20.", "2026-11-20 2026-11-21"),
        ("mandag 16.11.2026", "2026-11-16"), ("tirsdag 16.11.2026", "2026-11-16 2026-11-17"), ("skjærtorsdag", "2026-04-02"), ("langfredag", "2026-04-03"), ("påskeaften", "2026-04-04"),
        ("1. påskedag", "2026-04-05"), ("andre påskedag", "2026-04-06"), ("2. påskedag", "2026-04-06"), ("Easter Monday", "2026-04-06"), ("kristi himmelfartsdag", "2026-05-14"), ("pinse", "2026-05-24"),
        ("2. pinsedag", "2026-05-25"), ("grunnlovsdagen", "2026-05-17"), ("sankthansaften", "2026-06-23"), ("olsok", "2026-07-29"), ("halloween", "2026-10-31"), ("dagen etter halloween", "2026-11-01"),
        ("dagen før 17. mai", "2026-05-16"), ("to dager etter 1. november", "2026-11-03"), ("fredagen før 1. november", "2026-10-30"), ("2. juledag", "2025-12-26 2026-12-26"),
        ("tolvte ellevte", "2026-11-12"), ("den tolvte ellevte", "2026-11-12"), ("5. i måneden", "2026-11-05"), ("forrige måned den 5.", "2026-10-05"), ("10. eller 11. november", "2026-11-10 2026-11-11"), ("2026-11-05T10:00", "2026-11-05"),
        ("1,5 uke siden", "2026-11-14 2026-11-13"), ("i dag for en uke siden", "2026-11-17"), ("i går for en uke siden", "2026-11-16"), ("a week ago yesterday", "2026-11-16"), ("a week ago today", "2026-11-17"), ("fjorten dager siden i dag", "2026-11-10"),
        ("fekk det 3/11 9000 kr", "2026-11-03"), ("kom 3/11, 24 500 kr", "2026-11-03"), ("kom 3. november 9000 kr", "2026-11-03"), ("i går, mandag", "2026-11-23"), ("i dag tirsdag", "2026-11-24"), ("forrige torsdag, altså den 19.", "2026-11-19"), ("tysdagskvelden", "2026-11-24 2026-11-17"), ("fredagskveld", "2026-11-20"), ("nitten november", "2026-11-19"), ("19nov", "2026-11-19"), ("for en tre ukers tid siden", "2026-11-03"), ("ikke mandag, men søndag", "2026-11-22"),
        ("5. november, nei, 6. november", "2026-11-06"), ("den 5., unnskyld, den 6.", "2026-11-06"), ("trodde det var mandag, men det var tirsdag i forrige uke", "2026-11-17"),
        ("brevet er datert 9. november", "2026-11-09"), ("det lå i postkassa på lørdag", "2026-11-21"), ("kom i posten førre fredag", "2026-11-20"), ("eg fekk det måndag", "2026-11-23"),
        ("I got it last Thursday", "2026-11-19"), ("letter dated 2 November 2026", "2026-11-02"),
    ],
    ("2026-11-24", "coming"): [
        ("om fire dagar", "2026-11-28"), ("om fire dager", "2026-11-28"), ("om 4 dgr", "2026-11-28"), ("om ei veke", "2026-12-01"), ("om en uke", "2026-12-01"), ("om en ukes tid", "2026-12-01"),
        ("om fjorten dager", "2026-12-08"), ("om fjorten dagars tid", "2026-12-08"), ("om 14 dagar", "2026-12-08"), ("in a fortnight", "2026-12-08"), ("in two weeks", "2026-12-08"), ("in a week", "2026-12-01"),
        ("two weeks from now", "2026-12-08"), ("a week from today", "2026-12-01"), ("en uke fra i dag", "2026-12-01"), ("in ten days", "2026-12-04"), ("within three days", "2026-11-27"), ("innen tre dager", "2026-11-27"),
        ("om halvannen uke", "2026-12-04 2026-12-05"), ("om en og en halv uke", "2026-12-04 2026-12-05"), ("om to-tre dager", "2026-11-26 2026-11-27"), ("om 3-4 uker", "2026-12-15 2026-12-22"), ("om omtrent tre uker", "2026-12-15"),
        ("om ein månad", "2026-12-24"), ("om to måneder", "2027-01-24"), ("om et halvt år", "2027-05-24"), ("om et år", "2027-11-24"), ("om 48 timer", "2026-11-26"), ("om eit par dagar", "2026-11-26"),
        ("i dag om en uke", "2026-12-01"), ("i dag om ei veke", "2026-12-01"), ("i morgen om en uke", "2026-12-02"), ("idag om to uker", "2026-12-08"), ("fredag om en uke", "2026-12-04"), ("mandag om ei veke", "2026-12-07 2026-11-30"),
        ("a week from Friday", "2026-12-04"), ("førstkommende mandag", "2026-11-30"), ("fyrstkomande måndag", "2026-11-30"), ("kommende fredag", "2026-11-27 2026-12-04"), ("mandag i neste uke", "2026-11-30"),
        ("måndag neste veke", "2026-11-30"), ("neste uke på torsdag", "2026-12-03"), ("neste veke torsdag", "2026-12-03"), ("onsdag neste uke", "2026-12-02"), ("Wednesday next week", "2026-12-02"), ("next week on Friday", "2026-12-04"),
        ("next Friday", "2026-11-27 2026-12-04"), ("neste torsdag", "2026-11-26 2026-12-03"), ("nest fredag", "2026-11-27 2026-12-04"), ("neste mandag", "2026-11-30"), ("this Friday", "2026-11-27"), ("nå på fredag", "2026-11-27"),
        ("no på fredag", "2026-11-27"), ("fredag denne uka", "2026-11-27"), ("fredag denne veka", "2026-11-27"), ("fredag som kommer", "2026-11-27"), ("torsdag klokka ti", "2026-11-26"), ("på torsdag klokka ti", "2026-11-26"),
        ("på torsdag kl 10", "2026-11-26"), ("torsdag kl. 10.30", "2026-11-26"), ("Thursday at ten", "2026-11-26"), ("onsdag", "2026-11-25"), ("laurdag", "2026-11-28"), ("tirdag", "2026-11-24 2026-12-01"), ("mandag", "2026-11-30"),
        ("natt til lørdag", "2026-11-28"), ("i morgen tidlig", "2026-11-25"), ("i morgon tidleg", "2026-11-25"), ("i mårra", "2026-11-25"), ("imorgen", "2026-11-25"), ("i morra kveld", "2026-11-25"), ("tomorrow morning", "2026-11-25"),
        ("tommorow", "2026-11-25"), ("i morgen klokka ni", "2026-11-25"), ("i overmorgon", "2026-11-26"), ("overimorgen", "2026-11-26"), ("the day after tomorrow", "2026-11-26"), ("i kveld", "2026-11-24"), ("i ettermiddag", "2026-11-24"),
        ("siste fredag i november", "2026-11-27"), ("første mandag i desember", "2026-12-07"), ("fyrste tysdag i desember", "2026-12-01"), ("andre onsdag i desember", "2026-12-09"), ("tredje fredag i januar", "2027-01-15"),
        ("den første mandagen i neste måned", "2026-12-07"), ("the second Tuesday of December", "2026-12-08"), ("siste dag i måneden", "2026-11-30"), ("siste dagen i november", "2026-11-30"), ("den siste i desember", "2026-12-31"),
        ("den 15. neste måned", "2026-12-15"), ("1. i neste måned", "2026-12-01"), ("den første i neste måned", "2026-12-01"), ("den fyrste", "2026-12-01"), ("den andre", "2026-12-02"), ("den attende", "2026-12-18"),
        ("den niende", "2026-12-09"), ("onsdag den 9.", "2026-12-09"), ("tirsdag 2.", "2026-12-02 2026-12-01"), ("onsdag 2.", "2026-12-02"), ("torsdag tredje", "2026-12-03"), ("den tredje", "2026-12-03"), ("den 30.", "2026-11-30"),
        ("den andre i tolvte", "2026-12-02"), ("andre i tolvte", "2026-12-02"), ("tredje i tolvte", "2026-12-03"), ("den 2. i 12.", "2026-12-02"), ("den fjerde i første", "2027-01-04"), ("2/12-26", "2026-12-02"),
        ("02.12.26", "2026-12-02"), ("2.12", "2026-12-02"), ("20261202", "2026-12-02"), ("02122026", "2026-12-02"), ("021226", "2026-12-02"), ("2.12.", "2026-12-02"), ("2/12", "2026-12-02"), ("2-12", "2026-12-02"), ("2. 12.", "2026-12-02"),
        ("2-12-2026", "2026-12-02"), ("2.12.2026", "2026-12-02"), ("2026-12-02", "2026-12-02"), ("ons 2/12", "2026-12-02"), ("ons. 2. des.", "2026-12-02"), ("onsdag 2/12", "2026-12-02"), ("Wed 2 Dec", "2026-12-02"),
        ("3 Dec", "2026-12-03"), ("Dec 3rd", "2026-12-03"), ("Dec. 3", "2026-12-03"), ("December 3", "2026-12-03"), ("December the 3rd", "2026-12-03"), ("3rd December", "2026-12-03"), ("the 3rd of December", "2026-12-03"),
        ("third of December", "2026-12-03"), ("3 December 2026", "2026-12-03"), ("Dec 3, 2026", "2026-12-03"), ("3. des", "2026-12-03"), ("3.des.", "2026-12-03"), ("3 descember", "2026-12-03"), ("3. desembar", "2026-12-03"),
        ("3. desmber", "2026-12-03"), ("tredje desember", "2026-12-03"), ("tredje des", "2026-12-03"), ("14. januar", "2027-01-14"), ("14 jan", "2027-01-14"), ("fjortande januar", "2027-01-14"), ("14. janur", "2027-01-14"),
        ("14. febuar", "2027-02-14"), ("første mars", "2027-03-01"), ("fyrste mars", "2027-03-01"), ("2 desember kl 12", "2026-12-02"), ("den 2. desember klokka 10", "2026-12-02"), ("fredag 4. desember kl. 09.00", "2026-12-04"),
        ("fredag 4.12 kl 9", "2026-12-04"), ("torsdag 4. desember", "2026-12-04 2026-12-03"), ("mandag 2. desember", "2026-12-02 2026-11-30"), ("mandag den 2.", "2026-12-02 2026-11-30"), ("fredag 10.12.2026", "2026-12-10 2026-12-11"),
        ("julaften", "2026-12-24"), ("juleaften", "2026-12-24"), ("julekvelden", "2026-12-24"), ("julaftan", "2026-12-24"), ("lille julaften", "2026-12-23"), ("veslejulaftan", "2026-12-23"), ("Christmas Eve", "2026-12-24"),
        ("1. juledag", "2026-12-25"), ("første juledag", "2026-12-25"), ("fyrste juledag", "2026-12-25"), ("Christmas Day", "2026-12-25"), ("2. juledag", "2026-12-26"), ("andre juledag", "2026-12-26"), ("annen juledag", "2026-12-26"),
        ("Boxing Day", "2026-12-26"), ("tredje juledag", "2026-12-27"), ("nyttårsaften", "2026-12-31"), ("nyttårsaftan", "2026-12-31"), ("nyttaarsaften", "2026-12-31"), ("New Year's Eve", "2026-12-31"), ("nyttårsdag", "2027-01-01"),
        ("1. nyttårsdag", "2027-01-01"), ("New Year's Day", "2027-01-01"), ("skjærtorsdag", "2027-03-25"), ("skirtorsdag", "2027-03-25"), ("langfredag", "2027-03-26"), ("Good Friday", "2027-03-26"), ("grunnlovsdagen", "2027-05-17"),
        ("søttende mai", "2027-05-17"), ("syttende mai", "2027-05-17"), ("kvinnedagen", "2027-03-08"), ("dagen før julaften", "2026-12-23"), ("dagen etter nyttårsdag", "2027-01-02"), ("tre dager før julaften", "2026-12-21"),
        ("ei veke før julaftan", "2026-12-17"), ("fredagen før julaften", "2026-12-18"), ("mandagen etter 1. desember", "2026-12-07"), ("mandag i uke 50", "2026-12-07"), ("uke 50 på torsdag", "2026-12-10"), ("fredag veke 49", "2026-12-04"),
        ("1. desember, nei forresten 2. desember", "2026-12-02"), ("ikke mandag, jeg mente onsdag", "2026-11-25"), ("namsfogden kommer den 9.", "2026-12-09"), ("de kommer onsdag 9. desember kl. 10", "2026-12-09"),
        ("They come on Dec 9th", "2026-12-09"), ("dei kjem laurdag", "2026-11-28"), ("innen fredag", "2026-11-27"), ("før mandag", "2026-11-30"), ("senest torsdag", "2026-11-26"), ("10. desember i år", "2026-12-10"),
        ("om en drøy uke", "2026-12-01"), ("om knappe to uker", "2026-12-08"), ("om ei veke frå i dag", "2026-12-01"), ("tirsdag om to uker", "2026-12-08"), ("første søndag i advent", "2026-11-29"), ("3. søndag i advent", "2026-12-13"),
        ("den 1. i måneden", "2026-12-01"), ("ti desember", "2026-12-10"), ("Friday week", "2026-12-04"), ("in 2 wks", "2026-12-08"), ("om et 1/2 år", "2027-05-24"), ("coming Friday", "2026-11-27"), ("ikke i morgen men i overmorgen", "2026-11-26"),
        ("10. januar neste år", "2027-01-10"), ("1/6", "2027-06-01"), ("15. mai", "2027-05-15"), ("tre dager igjen", "2026-11-27"),
    ],
    # a Monday in the week of Easter
    ("2027-03-22", "coming"): [
        ("skjærtorsdag", "2027-03-25"), ("skjertorsdag", "2027-03-25"), ("Maundy Thursday", "2027-03-25"), ("langfredag", "2027-03-26"), ("påskeaften", "2027-03-27"), ("1. påskedag", "2027-03-28"), ("første påskedag", "2027-03-28"),
        ("påskedag", "2027-03-28"), ("Easter Sunday", "2027-03-28"), ("2. påskedag", "2027-03-29"), ("andre påskedag", "2027-03-29"), ("dagen etter andre påskedag", "2027-03-30"), ("kristi himmelfartsdag", "2027-05-06"),
        ("Kristi himmelferdsdag", "2027-05-06"), ("pinseaften", "2027-05-15"), ("pinse", "2027-05-16"), ("første pinsedag", "2027-05-16"), ("2. pinsedag", "2027-05-17"), ("1. mai", "2027-05-01"), ("nasjonaldagen", "2027-05-17"),
        ("mandag", "2027-03-22 2027-03-29"), ("på onsdag", "2027-03-24"), ("neste mandag", "2027-03-29"), ("i morgen", "2027-03-23"), ("førstkommende torsdag", "2027-03-25"), ("siste onsdag i mars", "2027-03-31"), ("den 31.", "2027-03-31"),
        ("om fem dager", "2027-03-27"), ("om tre uker", "2027-04-12"), ("tirsdag etter påskedag", "2027-03-30"), ("sankthans", "2027-06-23"), ("St. Hans", "2027-06-23"), ("fyrste mai", "2027-05-01"), ("arbeidernes dag", "2027-05-01"),
    ],
    ("2027-03-22", "past"): [
        ("palmesøndag", "2027-03-21"), ("i går", "2027-03-21"), ("mandag", "2027-03-22 2027-03-15"), ("forrige mandag", "2027-03-15"), ("lørdag", "2027-03-20"), ("julaften", "2026-12-24"), ("nyttårsaften", "2026-12-31"), ("nyttårsdag", "2027-01-01"),
        ("kvinnedagen", "2027-03-08"), ("valentinsdagen", "2027-02-14"), ("for en måned siden", "2027-02-22"), ("onsdag i forrige uke", "2027-03-17"), ("siste fredag i februar", "2027-02-26"), ("28. februar", "2027-02-28"), ("den 29.", "2027-01-29"),
        ("sist søndag", "2027-03-21"), ("fredag den 19.", "2027-03-19"), ("fredag 5. mars", "2027-03-05"), ("Mon 15 March", "2027-03-15"), ("luciadagen", "2026-12-13"),
    ],
    # a Saturday at the end of July
    ("2027-07-31", "past"): [
        ("for en måned siden", "2027-06-30"), ("for fem måneder siden", "2027-02-28"), ("i går", "2027-07-30"), ("i forgårs", "2027-07-29"), ("lørdag", "2027-07-31 2027-07-24"), ("fredag", "2027-07-30"), ("olsok", "2027-07-29"), ("jonsok", "2027-06-23"),
        ("den 31.", "2027-07-31"), ("den første", "2027-07-01"), ("13/7", "2027-07-13"), ("tirsdag 13/7", "2027-07-13"), ("tirsdag den 13.", "2027-07-13"), ("første juli", "2027-07-01"), ("mandag i forrige uke", "2027-07-19"), ("mandag denne uka", "2027-07-26"),
        ("to uker siden", "2027-07-17"), ("1. pinsedag", "2027-05-16"), ("langfredag", "2027-03-26"), ("siste torsdag i juni", "2027-06-24"), ("siste dag i juni", "2027-06-30"), ("den siste i juni", "2027-06-30"), ("30. juni", "2027-06-30"),
    ],
    ("2027-07-31", "coming"): [
        ("om en måned", "2027-08-31"), ("om to måneder", "2027-09-30"), ("på lørdag", "2027-07-31 2027-08-07"), ("søndag", "2027-08-01"), ("i morgen", "2027-08-01"), ("neste lørdag", "2027-08-07"), ("mandag i neste uke", "2027-08-02"), ("første august", "2027-08-01"),
        ("den første", "2027-08-01"), ("1. augst", "2027-08-01"), ("12 aug", "2027-08-12"), ("torsdag 12. august", "2027-08-12"), ("siste mandag i august", "2027-08-30"), ("om 14 dager", "2027-08-14"), ("i dag om en uke", "2027-08-07"), ("den 31.", "2027-07-31"),
    ],
    # the leap day, a Tuesday
    ("2028-02-29", "past"): [
        ("i går", "2028-02-28"), ("for et år siden", "2027-02-28"), ("for en måned siden", "2028-01-29"), ("for en uke siden", "2028-02-22"), ("29. februar", "2028-02-29"), ("tirsdag", "2028-02-29 2028-02-22"), ("29/2", "2028-02-29"), ("den 30.", "2028-01-30"),
        ("julaften", "2027-12-24"), ("andre juledag", "2027-12-26"), ("1/2", "2028-02-01"), ("mandag 28. februar", "2028-02-28"), ("fyrste februar", "2028-02-01"),
    ],
    ("2028-02-29", "coming"): [
        ("om en måned", "2028-03-29"), ("om et år", "2029-02-28"), ("i morgen", "2028-03-01"), ("første mars", "2028-03-01"), ("onsdag", "2028-03-01"), ("skjærtorsdag", "2028-04-13"), ("langfredag", "2028-04-14"), ("2. påskedag", "2028-04-17"),
        ("kristi himmelfartsdag", "2028-05-25"), ("pinsedag", "2028-06-04"), ("om tre dager", "2028-03-03"), ("fredag 3. mars", "2028-03-03"), ("den 30.", "2028-03-30"), ("siste fredag i mars", "2028-03-31"),
    ],
    # Whit Sunday
    ("2028-06-04", "past"): [
        ("i dag", "2028-06-04"), ("pinse", "2028-06-04"), ("pinseaften", "2028-06-03"), ("17. mai", "2028-05-17"), ("kristi himmelfart", "2028-05-25"), ("søndag", "2028-06-04 2028-05-28"), ("sist fredag", "2028-06-02"), ("grunnlovsdagen", "2028-05-17"),
        ("første mai", "2028-05-01"), ("skjærtorsdag", "2028-04-13"), ("den tjueførste", "2028-05-21"), ("mandag denne uka", "2028-05-29"), ("31. mai", "2028-05-31"),
    ],
    # the last day of a year, a Thursday
    ("2026-12-31", "coming"): [
        ("i morgen", "2027-01-01"), ("i overmorgen", "2027-01-02"), ("nyttårsdag", "2027-01-01"), ("nyttårsaften", "2026-12-31"), ("mandag", "2027-01-04"), ("4. januar", "2027-01-04"), ("4/1", "2027-01-04"), ("4.1.27", "2027-01-04"), ("mandag 4. jan", "2027-01-04"),
        ("om en uke", "2027-01-07"), ("den tiende", "2027-01-10"), ("mandag i neste uke", "2027-01-04"), ("første mandag i januar", "2027-01-04"), ("siste fredag i januar", "2027-01-29"), ("tirsdag i uke 1", "2027-01-05"), ("helligtrekonger", "2027-01-06"),
    ],
    ("2026-12-31", "past"): [
        ("julaften", "2026-12-24"), ("lille julaften", "2026-12-23"), ("første juledag", "2026-12-25"), ("i går", "2026-12-30"), ("andre juledag", "2026-12-26"), ("tredje juledag", "2026-12-27"), ("for en uke siden", "2026-12-24"), ("den tjueniende", "2026-12-29"),
        ("mandag", "2026-12-28"), ("torsdag for en uke siden", "2026-12-24"), ("dagen før julaften", "2026-12-23"), ("halloween", "2026-10-31"), ("dagen etter andre juledag", "2026-12-27"), ("15. des", "2026-12-15"),
    ],
}  # fmt: skip

# {(today, which way is preferred): rows of (text, first day, last day)}
SPANS = {
    ("2026-11-24", "past"): [
        ("sist helg", "2026-11-21", "2026-11-22"), ("forrige helg", "2026-11-21", "2026-11-22"), ("i helga", "2026-11-21", "2026-11-22"), ("i helgen", "2026-11-21", "2026-11-22"), ("last weekend", "2026-11-21", "2026-11-22"),
        ("sist uke", "2026-11-16", "2026-11-22"), ("sist veke", "2026-11-16", "2026-11-22"), ("uka som var", "2026-11-16", "2026-11-22"), ("i begynnelsen av november", "2026-11-01", "2026-11-30"), ("i september", "2026-09-01", "2026-09-30"),
        ("november 2025", "2025-11-01", "2025-11-30"), ("august", "2026-08-01", "2026-08-31"), ("helga som var", "2026-11-21", "2026-11-22"), ("the week before last", "2026-11-09", "2026-11-15"), ("10.-12. november", "2026-11-10", "2026-11-12"), ("mellom 10. og 12. november", "2026-11-10", "2026-11-12"),
        ("siste uka i oktober", "2026-10-25", "2026-10-31"), ("første uka i november", "2026-11-01", "2026-11-07"), ("i påska", "2026-03-29", "2026-04-06"), ("in October", "2026-10-01", "2026-10-31"), ("i slutten av oktober", "2026-10-01", "2026-10-31"), ("veke 45", "2026-11-02", "2026-11-08"), ("førre månad", "2026-10-01", "2026-10-31"),
    ],
    ("2026-11-24", "coming"): [
        ("i helga", "2026-11-28", "2026-11-29"), ("til helga", "2026-11-28", "2026-11-29"), ("neste helg", "2026-12-05", "2026-12-06"), ("denne helga", "2026-11-28", "2026-11-29"), ("this weekend", "2026-11-28", "2026-11-29"), ("neste veke", "2026-11-30", "2026-12-06"),
        ("i romjula", "2026-12-27", "2026-12-30"), ("neste måned", "2026-12-01", "2026-12-31"), ("i januar", "2027-01-01", "2027-01-31"), ("uke 50", "2026-12-07", "2026-12-13"), ("next month", "2026-12-01", "2026-12-31"),
    ],
}  # fmt: skip

NOTHING = [
    "midt i uka", "vet ikke", "veit ikkje", "aner ikke", "husker ikke", "snart", "nylig", "forleden", "her om dagen", "for ikke lenge siden", "for noen uker siden", "for nokre dagar sidan", "a few days ago", "en gang i uka",
    "tlf 98765432", "98 76 54 32", "+47 987 65 432", "01019012345", "010190 12345", "§ 4-18", "§ 13-2", "tvangsfullbyrdelsesloven § 4-18", "3. etasje", "tredje etasje", "den andre naboen", "den andre sa nei", "den første purringen", "den tredje gangen",
    "3 barn", "to barn og en hund", "24 500 kr", "24.500,-", "12 500", "kl 10", "kl. 10.30", "klokka ti", "klokka 12.15", "3/4 av leia", "24/7", "postboks 1234", "0150 Oslo", "leilighet 205", "sak 2024/123", "mandatet gikk ut", "jeg har fridag",
    "hver mandag", "kvar fredag", "i mellomtiden", "50 %", "2 rom og kjøkken", "den nye eieren", "en annen dag", "40/3", "99999999", "fase 1/2", "dagen etterpå", "uka etter", "gang nummer to", "Mandal",
]  # fmt: skip

IMPOSSIBLE = [
    "31. februar",
    "30/2",
    "31.4",
    "31. juni",
    "tirsdag 31. november",
    "trettiførste september",
    "31.9.2026",
    "2026-02-30",
    "den 32.",
    "29. februar 2027",
    "31. novmber",
    "Feb 30",
    "November 31st",
    "32. januar",
]

ROWS = [(today, prefer, text, expected) for (today, prefer), rows in READ.items() for text, expected in rows]
SPAN_ROWS = [(today, prefer, text, first, last) for (today, prefer), rows in SPANS.items() for text, first, last in rows]


@pytest.mark.parametrize(("today", "prefer", "text", "expected"), ROWS)
def test_a_day_is_read(today, prefer, text, expected):
    (found,) = stated_days(text, dt.date.fromisoformat(today), prefer)
    assert [date.isoformat() for date in found.dates] == expected.split()
    assert not found.span


@pytest.mark.parametrize(("today", "prefer", "text", "first", "last"), SPAN_ROWS)
def test_a_span_is_read(today, prefer, text, first, last):
    (found,) = stated_days(text, dt.date.fromisoformat(today), prefer)
    assert found.span
    assert [date.isoformat() for date in found.dates] == [first, last]


@pytest.mark.parametrize("prefer", ["past", "coming"])
@pytest.mark.parametrize("text", NOTHING)
def test_what_names_no_day_is_left_alone(text, prefer):
    assert stated_days(text, dt.date(2026, 11, 24), prefer) == ()


@pytest.mark.parametrize("prefer", ["past", "coming"])
@pytest.mark.parametrize("text", IMPOSSIBLE)
def test_a_day_in_no_calendar_is_told(text, prefer):
    (found,) = stated_days(text, dt.date(2026, 11, 24), prefer)
    assert found.impossible


def test_the_tables_are_wide():
    assert len(ROWS) + len(SPAN_ROWS) + len(NOTHING) + len(IMPOSSIBLE) >= 500
    assert len(NOTHING) >= 40
