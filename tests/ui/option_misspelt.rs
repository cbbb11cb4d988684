use closures_extern::closures_extern;

closures_extern! {
    #![js(modules = "./host.js")]

    #[js(modul = "./host.js")]
    fn alert(text: &str);

    #[js(name = "x", namepsace = console)]
    fn log(text: &str);

    #[js(clas = "X")]
    type Date;
}

fn main() {}
