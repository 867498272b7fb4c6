"""Given names that are met abroad and have no short forms in `short_names`: a table of words.

Only such as are hardly ever family names. What a name is then called by is `calling`'s affair.
"""

from __future__ import annotations

from functools import lru_cache

from contactkeeper.core.people.folding import fold_words

_NAMES = """
Aaron Abdullah Ada Adam Adrian Adriana Agata Agnes Agnieszka Ahmed Aisha Aleksandra Alessandro
Alessia Ali Alina Amelia Amina Amir Amira Amit Anastasia Anders Andreas Andrej Andrzej Aneta
Angelo Anika Anita Anja Anjali Anke Annika Antoine Antonio Anya Arjun Arun Arvid Asha Astrid
Aurelie Axel Ayesha Ayse Aziz Bartosz Beata Beatrice Beatriz Bianca Birgit Bogdan Brenda Brian
Bruno Camila Camille Carla Carlos Carmen Catalina Cecilia Celine Chiara Chloe Claire Clara Claudia
Corinna Cristina Dagmar Dana Daniela Darya Deepa Deepak Denise Diana Diego Dieter Dina Divya
Dominik Dorota Dragan Ebru Eduardo Elena Elif Elina Elisa Elise Elke Ella Elodie Elsa Emilia Emma
Emmanuel Emre Enrique Erik Erika Esther Eva Evelyn Ewa Fabian Fabio Farid Fatima Federica Federico
Felipe Felix Fernanda Fernando Filip Fiona Francesca Francesco Franziska Freya Friedrich Gabriela
Georgina Gerhard Giorgio Giovanni Giulia Giuseppe Grace Grzegorz Guillaume Gunther Gustav Hana
Hanna Hannah Hans Harald Hassan Heather Heidi Heike Heinrich Helena Helga Henrik Hugo Ibrahim Ida
Ines Ingrid Irina Isabelle Isha Ivana Iwona Jaana Jakub Jana Javier Jelena Jens Joachim Joana
Johan Johanna Jonas Jorge Josefine Juan Julia Julian Juliane Julien Juliette Jurgen Justyna Kamil
Kamila Karen Karin Karl Karolina Katarina Katarzyna Kathrin Katja Kavya Khalid Kiran Klara Klaus
Kristina Krzysztof Lars Lasse Layla Lea Leila Lena Leon Leonie Lilian Lina Linda Lisa Lorenzo Luca
Lucas Lucia Lucie Luis Luisa Lukas Lydia Maciej Magda Magdalena Magnus Maja Malgorzata Manuel
Manuela Marcel Marcin Marco Marcos Marek Maria Mariam Mariana Marie Marion Markus Marta Martina
Mateo Mateusz Mathias Mathilde Matteo Matthias Maya Meera Mehmet Mercedes Mia Michal Miguel Mikael
Milan Milena Miriam Mirjam Mohamed Mohammed Mona Monika Monique Mustafa Nadia Nadine Naomi Neha
Niklas Nils Nina Nisha Noah Nora Nuria Oksana Olivier Omar Oscar Oskar Pablo Paola Paolo Pascal
Patrik Patrycja Paula Paulina Pedro Petra Philipp Pierre Pooja Priya Rafael Rahul Raj Rajesh
Ramona Raquel Ravi Regina Reza Ricardo Roberto Rosa Roxana Ruth Sabine Sabrina Sandeep Sandra
Sanjay Sara Sebastian Serena Sergio Sheila Shreya Silvia Simone Sneha Sofia Sonia Sophia Stefan
Stefania Stefanie Sunita Susanne Sven Svetlana Sylvia Tamara Tania Tanja Tatiana Teresa Thiago
Thorsten Tiago Tobias Tomasz Torsten Ulrich Ulrike Ursula Uwe Valentina Valeria Vanessa Vera
Vikram Viktor Viola Virginie Vivian Wiktor Wojciech Wolfgang Xavier Yana Yannick Yasmin Yusuf
Yvonne Zeynep Zoe Zofia Zuzana
Азамат Азат Айгуль Айдар Айнур Алина Алия Альбина Альфия Анжела Арина Арман Армен Арсен Аслан Ашот
Баграт Белла Венера Гульнара Давид Дамир Диляра Динара Ева Евангелина Жаклин Зарина Зульфия
Ибрагим Ильдар Ильнур Камила Камилла Лейла Лиана Лилия Линара Луиза Мадина Майя Марат Марьям Мурад
Назар Наргиз Нелли Нора Равиль Раиль Рамиль Рашид Регина Ренат Рената Ринат Роза Рузанна Рустам
Сабина Салават Самира Станислава Сусанна Тигран Фарид Шамиль Эвелина Элина Элла Эльдар Эльмира
Эмиль Эрик Юлиана Ян Янина Ясмина
"""


@lru_cache(maxsize=1)
def given_names() -> frozenset[str]:
    """Return the folded names of the table."""
    return frozenset(fold_words(_NAMES))
