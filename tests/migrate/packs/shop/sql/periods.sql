select distinct cycle as code from service where cycle <> '';
